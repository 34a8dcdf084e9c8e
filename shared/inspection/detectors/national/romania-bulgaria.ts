import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, isYyMmDd, numberAt } from '../checks/dates.ts';
import { lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL } from '../defaults.ts';

const roCnp: DataType = {
  ...NATIONAL,
  id: 'RO_CNP',
  name: 'Romanian personal code (CNP)',
  country: 'RO',
  source: 'Legea 105/1996; counties 01–52, 70, 80–83; weights 279146358279 mod 11',
  find: [{ kind: 'digits', forms: ['13'] }],
  validate(value) {
    const county = numberAt(value, 7, 2);
    const isCounty = (county >= 1 && county <= 48) || [51, 52, 70, 80, 81, 82, 83].includes(county);
    if (!isCounty || value.startsWith('0') || !isYyMmDd(value, 1)) return false;
    const remainder = weightedSum(value, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return (remainder === 10 ? 1 : remainder) === lastValue(value);
  },
  context: [
    'personal numeric code',
    'cnp',
    'cod numeric personal',
    'c.n.p',
    'romanian personal code',
    'codul numeric personal',
  ],
  hits: ['CNP: «1830913477399»', 'cod numeric personal «2921122109560»'],
  misses: ['comanda 1850714400127'],
};

const roCui: DataType = {
  ...COMPANY,
  id: 'RO_CUI',
  name: 'Romanian company tax code (CUI)',
  country: 'RO',
  source: 'ANAF; weights 7,5,3,2,1,7,5,3,2 from the right, × 10 mod 11 mod 10',
  find: [
    { kind: 'digits', forms: ['6', '7', '8', '9', '10'] },
    { kind: 'shape', shapes: ['RO99999999', 'RO9999999', 'RO999999'] },
  ],
  validate(value) {
    const digits = value.replace('RO', '').padStart(10, '0');
    return ((weightedSum(digits, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === lastValue(digits);
  },
  context: ['cui', 'cod fiscal', 'cod unic de înregistrare', 'c.u.i', 'cod de înregistrare fiscală', 'cif'],
  hits: ['CUI: «18234101»'],
  misses: ['factura 18547291'],
};

const bgEgn: DataType = {
  ...NATIONAL,
  id: 'BG_EGN',
  name: 'Bulgarian personal number (EGN)',
  country: 'BG',
  source: 'ГРАО, ЕГН; month +20/+40; weights 2,4,8,5,10,9,7,3,6 mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (value) =>
    isDayMonth(numberAt(value, 4, 2), numberAt(value, 2, 2) % 20) &&
    numberAt(value, 2, 2) <= 52 &&
    (weightedSum(value, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === lastValue(value),
  context: [
    'uniform civil number',
    'unified civil number',
    'egn',
    'егн',
    'единен граждански номер',
    'bulgarian personal number',
    'лнч',
  ],
  hits: ['ЕГН: «8102164104»', 'EGN «7810204317»'],
  misses: ['поръчка 8507140123'],
};

export const romaniaBulgaria: readonly DataType[] = [roCnp, roCui, bgEgn];
