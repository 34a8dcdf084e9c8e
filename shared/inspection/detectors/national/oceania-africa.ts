import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, isYyMmDd, numberAt } from '../checks/dates.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, LICENCE, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const auTfn: DataType = {
  ...TAX,
  id: 'AU_TFN',
  name: 'Australian tax file number',
  country: 'AU',
  source: 'ATO; weights 1,4,3,7,5,8,6,9,10 mod 11',
  find: [{ kind: 'digits', forms: ['9', '8', '3_3_3'] }],
  validate(value) {
    if (isRepeated(value)) return false;
    const weights = value.length === 9 ? [1, 4, 3, 7, 5, 8, 6, 9, 10] : [10, 7, 8, 4, 6, 3, 5, 1];
    return weightedSum(value, weights) % 11 === 0;
  },
  context: ['tfn', 'tax file number', 'tax file no', 'australian tax file number'],
  hits: ['TFN: «178 227 813»', 'Tax file number «858323469»'],
  misses: ['order 123 456 783'],
};

const auAbn: DataType = {
  ...COMPANY,
  id: 'AU_ABN',
  name: 'Australian business number',
  country: 'AU',
  source: 'ABR, "Format of the ABN"; first digit − 1, weights 10,1,3…19 mod 89',
  find: [{ kind: 'digits', forms: ['11', '2_3_3_3'] }],
  validate: (value) =>
    !value.startsWith('0') && (weightedSum(value, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
  context: ['abn', 'australian business number', 'a.b.n'],
  hits: ['ABN «52 448 151 545»', 'abn: «52627344972»'],
  misses: ['ref 51 824 753 557'],
};

const auAcn: DataType = {
  ...COMPANY,
  id: 'AU_ACN',
  name: 'Australian company number',
  country: 'AU',
  source: 'ASIC; weights 8…1 mod 10',
  find: [{ kind: 'digits', forms: ['9', '3_3_3'] }],
  validate: (value) =>
    (10 - (weightedSum(value, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === lastValue(value) &&
    !isRepeated(value),
  context: ['acn', 'australian company number', 'a.c.n'],
  hits: ['ACN «005 241 547»'],
  misses: ['ref 004 085 617'],
};

const auMedicare: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'AU_MEDICARE',
  name: 'Australian Medicare number',
  country: 'AU',
  source: 'Services Australia; first 2–6, weights 1,3,7,9 mod 10, then issue number',
  find: [{ kind: 'digits', forms: ['10', '11', '4_5_1', '4_5_1_1', '4 5 1/1'] }],
  validate: (value) =>
    /^[2-6]/.test(value) &&
    weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === charValue(value, 8) &&
    !value.endsWith('0'),
  context: ['medicare', 'medicare number', 'medicare card', 'medicare no', 'medicare card number'],
  weakContext: [],
  hits: ['Medicare number: «2369 36616 5»', 'medicare_no=«4331763273»'],
  misses: ['phone 2123 45670 1'],
};

const auPassport: DataType = {
  ...PASSPORT,
  id: 'AU_PASSPORT',
  name: 'Australian passport number',
  country: 'AU',
  source: 'Australian Passport Office: one or two letters and seven digits',
  find: [{ kind: 'shape', shapes: ['A9999999', 'AA9999999'] }],
  validate: (value) => /^([NEDFACUX]\d|P[A-FUWXZ])/.test(value),
  context: ['australian passport'],
  hits: ['Australian passport «PA4417823»', 'Australian passport number «N5512098»'],
  misses: ['model PA4417823'],
};

const auLicence: DataType = {
  ...LICENCE,
  id: 'AU_DRIVER_LICENCE',
  name: 'Australian driver licence number',
  country: 'AU',
  source: 'Austroads: six to ten characters by state',
  find: [{ kind: 'digits', forms: ['8', '9'] }],
  validate: (value) => !isRepeated(value),
  context: ['australian driver licence', 'vicroads', 'nsw licence', 'licence no', 'rms licence'],
  weakContext: [],
  hits: ['NSW licence no: «18820437»'],
  misses: ['order 18820437'],
};

const nzIrd: DataType = {
  ...TAX,
  id: 'NZ_IRD',
  name: 'New Zealand IRD number',
  country: 'NZ',
  source: 'Inland Revenue, RWT/NRWT specification; weights 3,2,7,6,5,4,3,2, then 7,4,3,2,5,2,7,6 mod 11',
  find: [{ kind: 'digits', forms: ['9', '8', '3_3_3', '2_3_3'] }],
  validate(value) {
    const padded = value.padStart(9, '0');
    const number = Number(padded);
    if (number < 10_000_000 || number > 150_000_000) return false;
    const first = (11 - (weightedSum(padded, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    const check = first < 10 ? first : (11 - (weightedSum(padded, [7, 4, 3, 2, 5, 2, 7, 6]) % 11)) % 11;
    return check === lastValue(padded);
  },
  context: ['ird', 'ird number', 'ird no', 'inland revenue', 'new zealand ird'],
  hits: ['IRD number: «069-393-873»', 'IRD «90-800-930»'],
  misses: ['part 49-091-851'],
};

const nzNhi: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'NZ_NHI',
  name: 'New Zealand health index number',
  country: 'NZ',
  source: 'HISO 10046; letters without I and O as ranks, weights 7…2 mod 11',
  find: [{ kind: 'shape', shapes: ['AAA9999'] }],
  validate(value) {
    const ranks = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
    let sum = 0;
    for (let i = 0; i < 6; i++) sum += (i < 3 ? ranks.indexOf(value[i]!) + 1 : charValue(value, i)) * (7 - i);
    return !/[IO]/.test(value) && sum % 11 !== 0 && (11 - (sum % 11)) % 10 === lastValue(value);
  },
  context: ['nhi', 'nhi number', 'national health index'],
  weakContext: ['patient'],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  hits: ['NHI: «JBX8607»'],
  misses: ['flight ZAC5361'],
};

const zaId: DataType = {
  ...NATIONAL,
  id: 'ZA_ID',
  name: 'South African identity number',
  country: 'ZA',
  source: 'Department of Home Affairs; yymmdd, serial, citizenship 0–2, Luhn',
  find: [{ kind: 'digits', forms: ['13', '6_4_3', '6_4_2_1'] }],
  validate: (value) => isYyMmDd(value) && /^.{10}[0-2]/.test(value) && isLuhn(value),
  context: [
    'south african id',
    'sa id',
    'rsa id',
    'id number',
    'identity number',
    'id no',
    'identiteitsnommer',
  ],
  hits: ['SA ID number: «8309175894085»', 'Identity Number: «9202203003085»'],
  misses: ['order 8001015009088'],
};

const ngNin: DataType = {
  ...NATIONAL,
  id: 'NG_NIN',
  name: 'Nigerian identification number',
  country: 'NG',
  source: 'NIMC: eleven digits',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) => !isRepeated(value),
  context: ['nimc', 'nin', 'nigerian nin', 'nin number', 'nin no', 'nigerian national id'],
  weakContext: ['national identification number', 'national id number'],
  confidence: { alone: 'none', weak: 'medium', own: 'medium' },
  hits: ['NIN number (NIMC): «48201937756»', 'Nigeria, NIN «48201937756»'],
  misses: ['order 48201937756'],
};

const ngBvn: DataType = {
  ...NATIONAL,
  group: 'payment',
  id: 'NG_BVN',
  name: 'Nigerian bank verification number',
  country: 'NG',
  source: 'NIBSS: eleven digits beginning 22',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) => value.startsWith('22'),
  context: ['bvn', 'bank verification number'],
  weakContext: [],
  hits: ['BVN: «22190384756»'],
  misses: ['ref 22190384756'],
};

const keId: DataType = {
  ...NATIONAL,
  id: 'KE_KRA_PIN',
  name: 'Kenyan tax number (KRA PIN)',
  group: 'tax',
  country: 'KE',
  source: 'Kenya Revenue Authority: A or P, nine digits, letter',
  find: [{ kind: 'shape', shapes: ['A999999999A'] }],
  validate: (value) => /^[AP]/.test(value),
  context: ['kra', 'kra pin', 'pin number', 'itax', 'itax pin', 'i tax pin', 'kenyan tax'],
  hits: ['KRA PIN: «A004471238Z»'],
  misses: ['ref A004471238Z'],
};

const egId: DataType = {
  ...NATIONAL,
  id: 'EG_NATIONAL_ID',
  name: 'Egyptian national number',
  country: 'EG',
  source: 'Civil Status Organization: century, yymmdd, governorate, serial, check',
  find: [{ kind: 'digits', forms: ['14'] }],
  validate: (value) =>
    /^[23]/.test(value) &&
    isDayMonth(numberAt(value, 5, 2), numberAt(value, 3, 2)) &&
    (numberAt(value, 7, 2) <= 35 || value.slice(7, 9) === '88'),
  context: ['الرقم القومي', 'رقم قومي', 'egyptian national id', 'egyptian id', 'بطاقة الرقم القومي'],
  hits: ['الرقم القومي: «28807140103324»', 'Egyptian national ID «29905122100871»'],
  misses: ['order 28807140103324'],
};

export const oceaniaAfrica: readonly DataType[] = [
  auTfn,
  auAbn,
  auAcn,
  auMedicare,
  auPassport,
  auLicence,
  nzIrd,
  nzNhi,
  zaId,
  ngNin,
  ngBvn,
  keId,
  egId,
];
