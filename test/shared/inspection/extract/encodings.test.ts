import { describe, expect, test } from 'vitest';
import { detectEncoding } from '../../../../shared/inspection/decode.ts';
import { memorySource } from '../../../../shared/inspection/source.ts';
import { encodedIn, iso2022jp, utf16be, utf32 } from '../documents/encoded.ts';
import { inspected, placesOf } from '../documents/inspected.ts';
import { CARD_GROUPED } from '../documents/values.ts';

/** Notes with a number that counts only with its own words around it: they must have survived the decoding. */
const NOTES = {
  russian: ['Уважаемый коллега, номер паспорта мы уже знаем.\nИНН: 500100732259\n', 'RU_INN'],
  ukrainian: ['Їжак сидить на ґанку.\nІдентифікаційний номер (РНОКПП): 3184710691\n', 'UA_RNTRC'],
  polish: ['Proszę nie przekazywać dalej: żółw, gęś, łódź.\nNumer PESEL klienta: 44051401359\n', 'PL_PESEL'],
  czech: ['Příliš žluťoučký kůň úpěl.\nRodné číslo: 736028/5163\n', 'CZ_RC'],
  greek: ['Παρακαλώ μην το κοινοποιήσετε.\nΟ ΑΦΜ του πελάτη είναι 090000045\n', 'GR_AFM'],
  hebrew: ['נא לא להעביר הלאה.\nמספר תעודת זהות: 123456782\n', 'IL_ID'],
  turkish: [
    'Lütfen paylaşmayın, bu bilgi gizlidir.\nMüşterinin T.C. kimlik numarası: 10000000146\n',
    'TR_TCKN',
  ],
  german: ['Für Käufer und Händler, Straße 5.\nSteuer-ID: 86095742719\n', 'DE_TAX_ID'],
  thai: ['กรุณาอย่าเผยแพร่\nเลขประจำตัวประชาชน 1-1017-00230-70-8\n', 'TH_PIN'],
  japanese: ['お客様の情報です。\nマイナンバー 123456789018\n', 'JP_MY_NUMBER'],
  chinese: ['客户信息,请勿外传。\n身份证号码 11010519491231002X\n', 'CN_RIC'],
  korean: ['고객 정보입니다. 외부에 공유하지 마십시오.\n주민등록번호 900101-1234568\n', 'KR_RRN'],
} as const;

const inUnicode = (language: keyof typeof NOTES) =>
  [
    ['UTF-8', Buffer.from(NOTES[language][0])],
    ['UTF-16 LE', Buffer.from(NOTES[language][0], 'utf16le')],
    ['UTF-16 BE', utf16be(NOTES[language][0])],
    ['UTF-32 LE', utf32(NOTES[language][0], 'le')],
    ['UTF-32 BE', utf32(NOTES[language][0], 'be')],
  ] as const;

describe.each(Object.keys(NOTES) as (keyof typeof NOTES)[])('%s without a byte order mark', (language) => {
  test.each(inUnicode(language))('is read in %s', async (_, bytes) => {
    const result = await inspected(bytes);

    expect(result).toMatchObject({ format: 'text', partial: false });
    expect(placesOf(result, NOTES[language][1])).toEqual(['line 2']);
  });
});

test.each([
  ['russian', ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic']],
  ['ukrainian', ['windows-1251', 'koi8-u']],
  ['polish', ['windows-1250', 'iso-8859-2']],
  ['czech', ['windows-1250', 'iso-8859-2']],
  ['greek', ['windows-1253', 'iso-8859-7']],
  ['hebrew', ['windows-1255', 'iso-8859-8']],
  ['turkish', ['windows-1254']],
  ['german', ['windows-1252', 'iso-8859-15', 'macintosh']],
  ['thai', ['windows-874']],
  ['japanese', ['shift_jis', 'euc-jp']],
  ['chinese', ['gbk', 'gb18030']],
  ['korean', ['euc-kr']],
] as const)('%s is read in its code pages', async (language, labels) => {
  const [text, type] = NOTES[language];
  for (const label of labels)
    expect([label, placesOf(await inspected(encodedIn(label, text)), type)]).toEqual([label, ['line 2']]);
});

test.each([
  ['windows-1252', `He said “card ${CARD_GROUPED}” – don’t tell. “Never”, he said…\n`],
  ['macintosh', `He said “card ${CARD_GROUPED}” – don’t tell. “Never”, he said…\n`],
  ['windows-1252', `Prix : 5 € – carte «${CARD_GROUPED}» du café\n`],
  ['windows-1252', `• one – ${CARD_GROUPED}\n• two’s\n`],
  ['windows-1251', `Он сказал: «карта ${CARD_GROUPED}» — и всё.\n`],
])('quotes and dashes of %s are none of its letters', (label, text) => {
  const bytes = encodedIn(label, text);
  const { label: guessed } = detectEncoding(memorySource(bytes))!;

  expect(new TextDecoder(guessed).decode(bytes)).toBe(text);
});

test('the seven-bit Japanese of e-mail is read', async () => {
  expect(placesOf(await inspected(iso2022jp(NOTES.japanese[0])), 'JP_MY_NUMBER')).toEqual(['line 2']);
});

test('the code page of western DOS is read', async () => {
  const dos = Buffer.from([
    0x4b, 0x84, 0x75, 0x66, 0x65, 0x72, 0x3a, 0x20, 0x47, 0x81, 0x6e, 0x74, 0x65, 0x72, 0x0a,
  ]);
  const text = Buffer.concat([
    dos,
    Buffer.from('Kennwort: '),
    Buffer.from([0x81, 0x62, 0x84]),
    Buffer.from('r8mUt!x\n'),
  ]);

  const result = await inspected(text);

  expect(placesOf(result, 'PASSWORD')).toEqual(['line 2']);
});

test('EBCDIC is read', async () => {
  // HELLO, and "card" with a number, in code page 500.
  const line = (hex: string) => Buffer.from(`${hex}25`, 'hex');
  const digits = [...CARD_GROUPED].map((digit) => (digit === ' ' ? '40' : `f${digit}`)).join('');

  const result = await inspected(
    Buffer.concat([line('c8c5d3d3d640e3d640c1d3d3'), line(`8381998440${digits}`)]),
  );

  expect(placesOf(result)).toEqual(['line 2']);
});

test('bytes that are no text are not taken for Chinese in UTF-16', async () => {
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919 + (index >> 3)) % 256));

  expect(await inspected(noise)).toMatchObject({ status: 'skipped', reason: 'unknown_format' });
});
