import { isAlnumCode, isBlankCode, isUpperCode } from '../../detect/characters.ts';
import type { DataType } from '../../detect/data-type.ts';
import { isMod11Comma10, isMod97 } from '../checks/iso7064.ts';
import { isLuhn } from '../checks/luhn.ts';
import { lastValue, remainderOf, weightedSum } from '../checks/weighted.ts';

const luhnOfUid = (digits: string): boolean => {
  let sum = 4;
  for (let i = 0; i < 7; i++) {
    const product = Number(digits[i]) * (i % 2 === 0 ? 1 : 2);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10 === lastValue(digits);
};

const mod11 = (digits: string, weights: readonly number[]): boolean =>
  weightedSum(digits, weights) % 11 === 0;

/** National part by country prefix: pattern and check (European Commission, VIES; national tax administrations). */
const FORMS: Readonly<Record<string, readonly [pattern: RegExp, check?: (value: string) => boolean]>> = {
  AT: [/^U\d{8}$/, (value) => luhnOfUid(value.slice(1))],
  BE: [/^[01]\d{9}$/, (value) => 97 - (Number(value.slice(0, 8)) % 97) === Number(value.slice(8))],
  BG: [/^\d{9,10}$/],
  CY: [/^\d{8}[A-Z]$/],
  CZ: [/^\d{8,10}$/],
  DE: [/^[1-9]\d{8}$/, isMod11Comma10],
  DK: [/^\d{8}$/, (value) => mod11(value, [2, 7, 6, 5, 4, 3, 2, 1])],
  EE: [/^\d{9}$/, (value) => weightedSum(value, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0],
  EL: [
    /^\d{9}$/,
    (value) => (weightedSum(value, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === lastValue(value),
  ],
  ES: [/^[A-Z0-9]\d{7}[A-Z0-9]$/],
  FI: [/^\d{8}$/, (value) => mod11(value, [7, 9, 10, 5, 8, 4, 2, 1])],
  FR: [
    /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
    (value) =>
      /^[A-Z]|^.[A-Z]/.test(value) ||
      (12 + 3 * remainderOf(value.slice(2), 97)) % 97 === Number(value.slice(0, 2)),
  ],
  GB: [
    /^(\d{9}|\d{12})$/,
    (value) => {
      const sum = weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) + Number(value.slice(7, 9));
      return sum % 97 === 0 || (sum + 55) % 97 === 0;
    },
  ],
  HR: [/^\d{11}$/, isMod11Comma10],
  HU: [/^\d{8}$/, (value) => weightedSum(value, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0],
  IE: [/^\d[0-9A-Z+*]\d{5}[A-Z]{1,2}$/],
  IT: [/^\d{11}$/, isLuhn],
  LT: [/^(\d{9}|\d{12})$/],
  LU: [/^\d{8}$/, (value) => Number(value.slice(0, 6)) % 89 === Number(value.slice(6))],
  LV: [/^\d{11}$/],
  MT: [
    /^\d{8}$/,
    (value) => (37 - (weightedSum(value, [3, 4, 6, 7, 8, 9]) % 37)) % 37 === Number(value.slice(6)) % 37,
  ],
  NL: [
    /^\d{9}B\d{2}$/,
    (value) => mod11(value.slice(0, 9), [9, 8, 7, 6, 5, 4, 3, 2, -1]) || isMod97(`NL${value}`),
  ],
  PL: [/^\d{10}$/, (value) => weightedSum(value, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === lastValue(value)],
  PT: [
    /^\d{9}$/,
    (value) => {
      const check = 11 - (weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      return (check >= 10 ? 0 : check) === lastValue(value);
    },
  ],
  RO: [
    /^\d{2,10}$/,
    (value) =>
      ((weightedSum(value.padStart(10, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 ===
      lastValue(value),
  ],
  SE: [/^\d{10}01$/, (value) => isLuhn(value.slice(0, 10))],
  SI: [
    /^[1-9]\d{7}$/,
    (value) => (11 - (weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastValue(value),
  ],
  SK: [/^\d{10}$/, (value) => remainderOf(value, 11) === 0],
};

const LONGEST = 16;

/** Prefix and national part, single blanks, dots and dashes allowed between: the longest reading that is valid. */
function matchVat(text: string, start: number): number {
  if (!isUpperCode(text.charCodeAt(start))) return -1;
  const form = FORMS[text.slice(start, start + 2)];
  if (!form) return -1;
  let value = '';
  let end = -1;
  for (let at = start + 2; value.length < LONGEST && at < start + 24; at++) {
    const code = text.charCodeAt(at);
    if (isAlnumCode(code)) {
      value += text[at]!.toUpperCase();
      if (!isAlnumCode(text.charCodeAt(at + 1)) && form[0].test(value)) end = at + 1;
    } else if (!(isBlankCode(code) || code === 45 || code === 46) || !isAlnumCode(text.charCodeAt(at + 1)))
      break;
  }
  return end;
}

export const euVat: DataType = {
  id: 'EU_VAT',
  name: 'EU VAT number',
  group: 'tax',
  source: 'European Commission, VIES: formats; checks of the national tax administrations',
  find: [{ kind: 'shape', shapes: ['aa9', 'aa_9', 'aaA9', 'aa_A9', 'aaaa9'], match: matchVat }],
  validate(value) {
    const [pattern, check] = FORMS[value.slice(0, 2)] ?? [/^$/];
    const national = value.slice(2);
    return pattern.test(national) && (check?.(national) ?? true);
  },
  context: [
    'vat',
    'vat id',
    'vat no',
    'vat number',
    'vat reg',
    'vat registration',
    'vat registration number',
    'vat registration no',
    'vat reg no',
    'vat identification number',
    'vat id number',
    'vatin',
    'ust-id',
    'USt-IdNr',
    'USt-ID-Nr',
    'UStID',
    'ust-idnr',
    'ust id nr',
    'ustid',
    'ustidnr',
    'umsatzsteuer-id',
    'umsatzsteuer identifikationsnummer',
    'uid',
    'uid nummer',
    'tva',
    'numéro de tva',
    'n tva',
    'tva intracommunautaire',
    'iva',
    'partita iva',
    'p.iva',
    'btw',
    'btw nummer',
    'btw nr',
    'moms',
    'momsnummer',
    'alv',
    'dph',
    'dič',
    'áfa',
    'nif iva',
    'pvm',
    'vat eu',
    'nip ue',
    'pdv',
    'tax id',
    'steuernummer',
  ],
  confidence: { alone: 'low', weak: 'medium', own: 'high' },
  mask: { head: 2, tail: 4 },
  hits: [
    'USt-IdNr.: «DE136695976»',
    'VAT no. «ATU13585627»',
    'TVA «FR83404833048»',
    'BTW-nummer: «NL004495445B01»',
    'VAT «GB 980 7806 84»',
    '"vat_id": "«IT00743110157»"',
  ],
  misses: ['VAT DE136695977', 'model DE136695976'],
};
