import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, numberAt } from '../checks/dates.ts';
import { isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, TAX } from '../defaults.ts';

const czRc: DataType = {
  ...NATIONAL,
  id: 'CZ_RC',
  name: 'Czech and Slovak birth number',
  country: 'CZ',
  source: 'Zákon č. 133/2000 Sb.: yymmdd (women month +50, +20/+70 since 2004), mod 11 with ten digits',
  find: [
    { kind: 'digits', forms: ['10', '9'] },
    { kind: 'digits', forms: ['6/4', '6/3'], alone: 'low' },
  ],
  validate(value) {
    let month = numberAt(value, 2, 2);
    if (month > 50) month -= 50;
    if (month > 20) month -= 20;
    if (!isDayMonth(numberAt(value, 4, 2), month)) return false;
    if (value.length === 9) return numberAt(value, 0, 2) <= 53 && !value.endsWith('000');
    return Number(value) % 11 === 0 || (Number(value.slice(0, 9)) % 11 === 10 && value.endsWith('0'));
  },
  context: [
    'rodné číslo',
    'rodne cislo',
    'r.č',
    'rč',
    'rodného čísla',
    'birth number',
    'czech birth number',
    'slovak birth number',
  ],
  hits: ['Rodné číslo: «870911/6647»', 'RČ «9055168661»'],
  misses: ['číslo 850714/1235'],
};

const czIco: DataType = {
  ...COMPANY,
  id: 'CZ_ICO',
  name: 'Czech and Slovak company number (IČO)',
  country: 'CZ',
  source: 'ČSÚ, IČO; weights 8…2 mod 11',
  find: [{ kind: 'digits', forms: ['8', '2_3_3'] }],
  validate: (value) =>
    (11 - (weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastValue(value) && !isRepeated(value),
  context: ['ičo', 'ico', 'ič', 'identifikační číslo'],
  hits: ['IČO: «27637441»'],
  misses: ['faktura 27074358'],
};

const huTaj: DataType = {
  ...NATIONAL,
  id: 'HU_TAJ',
  name: 'Hungarian social security number (TAJ)',
  country: 'HU',
  source: 'NEAK, TAJ; weights 3,7 mod 10',
  find: [{ kind: 'digits', forms: ['9', '3_3_3'], weak: 'low' }],
  validate: (value) =>
    weightedSum(value, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === lastValue(value) && !isRepeated(value),
  context: [
    'taj',
    'taj szám',
    'taj-szám',
    'tajszám',
    'társadalombiztosítási azonosító',
    'társadalombiztosítási azonosító jel',
  ],
  hits: ['TAJ-szám: «126 983 058»'],
  misses: ['rendelés 123456788'],
};

const huTaxId: DataType = {
  ...TAX,
  id: 'HU_TAX_ID',
  name: 'Hungarian personal tax number',
  country: 'HU',
  source: 'NAV, adóazonosító jel: 8, days since 1867, serial; weights 1…9 mod 11',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (value) =>
    value.startsWith('8') && weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === lastValue(value),
  context: ['adóazonosító', 'adóazonosító jel', 'adóazonosító jele', 'hungarian tax id'],
  hits: ['Adóazonosító jel: «8150692967»'],
  misses: ['rendelés 8071592153'],
};

const huAdoszam: DataType = {
  ...COMPANY,
  id: 'HU_TAX_NUMBER',
  name: 'Hungarian company tax number',
  country: 'HU',
  source: 'NAV, adószám: eight digits (9,7,3,1 mod 10), VAT code, county',
  find: [{ kind: 'digits', forms: ['8-1-2', '11'] }],
  validate: (value) => weightedSum(value, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 && /^.{8}[1-5]/.test(value),
  context: ['adószám', 'adószáma', 'hungarian tax number'],
  hits: ['Adószám: «19617570-2-44»'],
  misses: ['szám 12892312-2-42'],
};

export const czechiaHungary: readonly DataType[] = [czRc, czIco, huTaj, huTaxId, huAdoszam];
