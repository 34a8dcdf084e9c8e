import { type DataType, STRONG } from '../../detect/data-type.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT } from '../defaults.ts';

const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Odd places by table, even places by rank, the sum mod 26 as a letter. */
function isFiscalCode(value: string): boolean {
  if (!/^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/.test(value))
    return false;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const code = value.charCodeAt(i);
    const rank = code <= 57 ? code - 48 : code - 65;
    sum += i % 2 === 0 ? ODD_VALUES[rank]! : rank;
  }
  return sum % 26 === value.charCodeAt(15) - 65;
}

const itFiscalCode: DataType = {
  ...NATIONAL,
  id: 'IT_FISCAL_CODE',
  name: 'Italian fiscal code',
  country: 'IT',
  source: 'D.M. 23/12/1976 n. 13813; digits may become letters (omocodia)',
  find: [
    {
      kind: 'shape',
      shapes: ['aaaaaa_xx_axx_axxx_a', 'aaaaaaxxaxxaxxxa', 'aaa_aaa_xxaxx_axxxa', 'aaa_aaa_xxaxx_axxx_a'],
    },
  ],
  validate: isFiscalCode,
  context: [
    'codice fiscale',
    'cod fisc',
    'cod fiscale',
    'c.f',
    'cf',
    'italian fiscal code',
    'italian tax code',
  ],
  confidence: STRONG,
  mask: { tail: 3 },
  hits: ['Codice fiscale: «RSSMRA86A01H501A»', 'cf=«VRDLGU77P12F205G»'],
  misses: ['codice fiscale RSSMRA80A01H501A'],
};

const itVat: DataType = {
  ...COMPANY,
  id: 'IT_PARTITA_IVA',
  name: 'Italian VAT number',
  country: 'IT',
  source: 'D.M. 23/12/1976: eleven digits, Luhn',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value) && value.slice(7, 10) <= '201',
  context: ['partita iva', 'p.iva', 'p iva', 'piva', 'partita i.v.a', 'cod fisc azienda'],
  hits: ['P.IVA «07679020151»'],
  misses: ['ordine 00743110157'],
};

const itPassport: DataType = {
  ...PASSPORT,
  id: 'IT_PASSPORT',
  name: 'Italian passport number',
  country: 'IT',
  source: 'Polizia di Stato: two letters, seven digits',
  find: [{ kind: 'shape', shapes: ['AA9999999'] }],
  context: ['passaporto', 'numero passaporto', 'italian passport'],
  hits: ['Passaporto n. «YA1234568»', '"passport_number": "«AA4471932»"'],
  misses: ['targa YA1234568'],
};

const itIdCard: DataType = {
  ...NATIONAL,
  group: 'travel',
  id: 'IT_ID_CARD',
  name: 'Italian identity card number',
  country: 'IT',
  source: 'Ministero dell’Interno, CIE 3.0: two letters, five digits, two letters',
  find: [{ kind: 'shape', shapes: ['AA99999AA'] }],
  context: ['carta d identità', 'carta di identità', 'cie', 'numero carta identità', 'documento di identità'],
  weakContext: [],
  hits: ["Carta d'identità n. «CA12345AA»"],
  misses: ['lotto CA12345AA'],
};

const mtId: DataType = {
  ...NATIONAL,
  id: 'MT_ID_CARD',
  name: 'Maltese identity card number',
  country: 'MT',
  source: 'Identità, identity card: up to seven digits and a letter',
  find: [{ kind: 'shape', shapes: ['9999999A', '999999A'] }],
  validate: (value) => /[ABGHLMPZ]$/.test(value),
  context: ['karta tal-identità', 'maltese id', 'malta id card', 'maltese identity card'],
  weakContext: [],
  hits: ['Maltese ID card: «0123478M»'],
  misses: ['ref 0123478M'],
};

export const italyMalta: readonly DataType[] = [itFiscalCode, itVat, itPassport, itIdCard, mtId];
