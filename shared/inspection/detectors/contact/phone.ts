import { isAlnumCode, isBlankCode, isDashCode, isDigitCode } from '../../detect/characters.ts';
import type { DataType } from '../../detect/data-type.ts';
import { isRepeated, isSequence } from '../checks/weighted.ts';
import { isInternationalNumber, isNationalNumber } from './phone-metadata.ts';

const MOST_DIGITS = 15;

/** Plans whose national formats are tried when no country code is written, most spoken about first. */
const PLANS = [
  '1',
  '44',
  '49',
  '33',
  '34',
  '39',
  '31',
  '32',
  '41',
  '43',
  '45',
  '46',
  '47',
  '48',
  '358',
  '351',
  '353',
  '420',
  '30',
  '90',
  '61',
  '64',
  '91',
  '81',
  '82',
  '86',
  '55',
  '52',
  '54',
  '27',
  '7',
  '380',
  '972',
  '65',
  '60',
  '852',
];

/** Reads digits with single separators and bracketed groups from `start`; returns the end after the last digit. */
function readDigits(text: string, start: number): { end: number; digits: number } {
  let digits = 0;
  let end = start;
  let gap = 0;
  for (let at = start; digits <= MOST_DIGITS; at++) {
    const code = text.charCodeAt(at);
    if (isDigitCode(code)) {
      digits++;
      end = at + 1;
      gap = 0;
    } else if (++gap > 2 || !isPhoneSeparator(code)) break;
  }
  return { end, digits };
}

const isPhoneSeparator = (code: number): boolean =>
  isBlankCode(code) || isDashCode(code) || code === 46 || code === 47 || code === 40 || code === 41;

function matchInternational(text: string, at: number): readonly [number, number] | undefined {
  if (!isDigitCode(text.charCodeAt(at + 1)) || isAlnumCode(text.charCodeAt(at - 1))) return undefined;
  const { end, digits } = readDigits(text, at + 1);
  return digits >= 7 && digits <= MOST_DIGITS && !isAlnumCode(text.charCodeAt(end)) ? [at, end] : undefined;
}

/** `(212) 555-0143`, `(020) 7946 0958`. */
function matchBracketed(text: string, at: number): readonly [number, number] | undefined {
  // The country code stands before: the whole number is told from its plus sign.
  if (text.charCodeAt(at - 1) === 32 && isDigitCode(text.charCodeAt(at - 2))) return undefined;
  if (!isDigitCode(text.charCodeAt(at + 1)) || isAlnumCode(text.charCodeAt(at - 1))) return undefined;
  const close = at + 1 + text.slice(at + 1, at + 8).indexOf(')');
  if (close < at + 3 || close > at + 6) return undefined;
  const { end, digits } = readDigits(text, at + 1);
  const plausible = end > close && digits >= 9 && digits <= 11;
  return plausible && !isAlnumCode(text.charCodeAt(end)) && text.charCodeAt(end) !== 45
    ? [at, end]
    : undefined;
}

/** After a phone word, whatever separates the digits. */
function matchLabelled(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (!isDigitCode(first)) return -1;
  const { end, digits } = readDigits(text, start);
  const isWhole = !isAlnumCode(text.charCodeAt(end)) && text.charCodeAt(end) !== 64;
  return digits >= 7 && digits <= MOST_DIGITS && isWhole ? end : -1;
}

const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:\D|$)/;

/** The digits that are dialled: a zero in brackets is not, from abroad. */
function digitsOf(value: string): string {
  const dialled = value.includes('(0)') ? value.replaceAll('(0)', '') : value;
  let digits = '';
  for (let at = 0; at < dialled.length; at++) {
    const start = at;
    while (isDigitCode(dialled.charCodeAt(at))) at++;
    if (at > start) digits += dialled.slice(start, at);
  }
  return digits;
}

function isPhone(value: string): boolean {
  if (DATE.test(value)) return false;
  const digits = digitsOf(value);
  if (isRepeated(digits) || isSequence(digits)) return false;
  if (value.startsWith('+')) return isInternationalNumber(digits);
  if (digits.startsWith('00')) return isInternationalNumber(digits.slice(2));
  if (digits.length === 11 && digits.startsWith('1')) return isNationalNumber(digits.slice(1), '1');
  return PLANS.some((plan) => isNationalNumber(digits, plan));
}

export const phone: DataType = {
  id: 'PHONE_NUMBER',
  name: 'Phone number',
  group: 'contact',
  source: "ITU-T E.164; numbering plans from libphonenumber's metadata",
  find: [
    { kind: 'mark', mark: '+', next: /\d/, match: matchInternational, alone: 'medium' },
    { kind: 'mark', mark: '(', next: /\d/, match: matchBracketed, alone: 'medium' },
    { kind: 'digits', forms: ['3-3-4', '3.3.4', '1-3-3-4'], alone: 'medium' },
    { kind: 'labelled', match: matchLabelled },
    {
      kind: 'digits',
      forms: [
        '7',
        '8',
        '9',
        '10',
        '11',
        '12',
        '13',
        '14',
        '3 3 4',
        '1 3 3 4',
        '3_4',
        '4_6',
        '5_6',
        '4_7',
        '4_8',
        '3_7',
        '3_8',
        '3_4_4',
        '2_4_4',
        '4_3_3',
        '4_3_4',
        '3_3_3',
        '2_2_2_2_2',
        '2_3_2_2',
        '3_2_2_2',
        '4_4',
        '2_3_3',
        '5_3_3',
        '2_7',
        '2_8',
        '3_3_2_2',
        '4_2_2_2',
        '4_4_4',
        '4_3_2_2',
        '2_5_4',
        '2_4_5',
        '3_6',
        '2_6',
        '5_5',
        '5_4',
      ],
    },
  ],
  validate: isPhone,
  // 555 without an area code exists in films only.
  isTest: (value) => value.length < 10 && /^555\D?\d{4}$/.test(value),
  context: [
    'phone',
    'phones',
    'phone number',
    'telephone',
    'tel',
    'mobile',
    'cell',
    'cell phone',
    'cellphone',
    'fax',
    'call',
    'whatsapp',
    'sms',
    'text me',
    'dial',
    'hotline',
    'contact number',
    'phone no',
    'msisdn',
    'telefon',
    'telefonnummer',
    'telefonnr',
    'telefon nr',
    'telefonszám',
    'telefonnumre',
    'telefonu',
    'telefonní číslo',
    'telefonunuz',
    'telefonnumret',
    'telefonisch',
    'handy',
    'handynummer',
    'mobil',
    'mobilnummer',
    'rufnummer',
    'téléphone',
    'portable',
    'tél',
    'mobile number',
    'teléfono',
    'telefono',
    'móvil',
    'celular',
    'cellulare',
    'telefone',
    'telemóvel',
    'telefoon',
    'telefoonnummer',
    'mobiel',
    'gsm',
    'puhelin',
    'puhelinnumero',
    'puhelinnumeroni',
    'puhelinnumeron',
    'puh',
    'komórka',
    'numer telefonu',
    'τηλέφωνο',
    'телефон',
    'тел',
    'моб',
    '电话',
    '手机',
    '電話',
    '携帯',
    '전화',
    '휴대폰',
    'هاتف',
    'جوال',
    'טלפון',
    'נייד',
    'โทร',
    'फोन',
    'मोबाइल',
  ],
  confidence: { alone: 'none', weak: 'medium', own: 'high' },
  mask: { tail: 2 },
  hits: [
    'call «+1 (415) 867-5309» now',
    'Tel.: «030 901820»',
    'phone «415-867-5309»',
    '"mobile": "«07911 123457»"',
    'reach me: «+49 171 2345678»',
    'tél. «01 42 68 53 00»',
    'mobil «070-123 45 67», fax «030/90182012»',
  ],
  misses: ['order 4158675309', 'id +999 123 456 7890', 'build 20240115123456', 'version 415.867.5309.2'],
};
