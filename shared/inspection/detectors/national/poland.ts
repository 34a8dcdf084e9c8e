import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, numberAt } from '../checks/dates.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT } from '../defaults.ts';

const plPesel: DataType = {
  ...NATIONAL,
  id: 'PL_PESEL',
  name: 'Polish PESEL number',
  country: 'PL',
  source: 'Ustawa o ewidencji ludności; month +80/20/40/60 by century; weights 1,3,7,9 mod 10',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) =>
    isDayMonth(numberAt(value, 4, 2), numberAt(value, 2, 2) % 20) &&
    weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  context: ['pesel', 'numer pesel', 'nr pesel', 'polish national id'],
  hits: ['PESEL: «84061889998»', 'pesel;imie\n«99110145835»;Jan\n'],
  misses: ['zamówienie 85071412349'],
};

const plNip: DataType = {
  ...COMPANY,
  id: 'PL_NIP',
  name: 'Polish tax number (NIP)',
  country: 'PL',
  source: 'Ministerstwo Finansów; weights 6,5,7,2,3,4,5,6,7 mod 11',
  find: [{ kind: 'digits', forms: ['10', '3_3_2_2', '3_2_2_3'] }],
  validate: (value) =>
    weightedSum(value, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === lastValue(value) && !isRepeated(value),
  context: ['nip', 'nr nip', 'numer nip', 'numer identyfikacji podatkowej', 'polish tax number'],
  hits: ['NIP: «588-430-63-27»', 'NIP «7426395582»'],
  misses: ['zamówienie 5260001246'],
};

const plRegon: DataType = {
  ...COMPANY,
  id: 'PL_REGON',
  name: 'Polish business number (REGON)',
  country: 'PL',
  source: 'GUS, REGON; weights 8,9,2,3,4,5,6,7 mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['9', '14'] }],
  validate: (value) =>
    (weightedSum(value, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 === charValue(value, 8) && !isRepeated(value),
  context: ['regon', 'nr regon', 'numer regon'],
  hits: ['REGON «196109740»'],
  misses: ['faktura 123456785'],
};

const plIdCard: DataType = {
  ...NATIONAL,
  group: 'travel',
  id: 'PL_ID_CARD',
  name: 'Polish identity card number',
  country: 'PL',
  source: 'Rozporządzenie MSWiA: three letters, check digit, five digits; weights 7,3,1',
  find: [{ kind: 'shape', shapes: ['AAA_999999'] }],
  validate: (value) => weightedSum(value, [7, 3, 1, 9, 7, 3, 1, 7, 3]) % 10 === 0,
  context: [
    'dowód osobisty',
    'dowodu osobistego',
    'dowodem osobistym',
    'dowodzie osobistym',
    'nr dowodu',
    'numer dowodu',
    'seria i numer dowodu',
    'polish id card',
  ],
  hits: ['Nr dowodu osobistego: «ABS442748»', 'dowód osobisty «AYW 808826»'],
  misses: ['model ABS123456'],
};

const plPassport: DataType = {
  ...PASSPORT,
  id: 'PL_PASSPORT',
  name: 'Polish passport number',
  country: 'PL',
  source: 'ICAO Doc 9303; two letters, seven digits; weights 7,3,9,1,7,3,1,7,3',
  find: [{ kind: 'shape', shapes: ['AA_9999999'] }],
  validate: (value) => weightedSum(value, [7, 3, 9, 1, 7, 3, 1, 7, 3]) % 10 === 0,
  context: ['paszport', 'nr paszportu', 'numer paszportu', 'polish passport'],
  hits: ['Nr paszportu: «EM8776789»'],
  misses: ['lot EM9638245'],
};

export const poland: readonly DataType[] = [plPesel, plNip, plRegon, plIdCard, plPassport];
