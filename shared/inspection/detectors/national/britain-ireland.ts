import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isDayMonth, numberAt } from '../checks/dates.ts';
import { isRepeated, isSequence, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, LICENCE, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const ukNino: DataType = {
  ...NATIONAL,
  id: 'UK_NINO',
  name: 'UK National Insurance number',
  country: 'GB',
  source: 'HMRC, NIM39110: letters that are never used, suffix A–D',
  find: [{ kind: 'shape', shapes: ['AA999999A', 'AA_99_99_99_A', 'aa999999a'] }],
  validate: (value) =>
    /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(value) &&
    !isRepeated(value.slice(2, 8)),
  isTest: (value) => value === 'QQ123456C' || value === 'AB123456C',
  context: [
    'national insurance',
    'national insurance number',
    'national insurance no',
    'ni number',
    'ni no',
    'nino',
    'ni',
    'nat ins',
  ],
  confidence: { ...TELLING, alone: 'low' },
  mask: { tail: 3 },
  hits: [
    'NI number: «JG 10 37 59 A»',
    'nino=«CE459812B»',
    'Her National Insurance number, «PX918273C», is on file.',
  ],
  misses: ['part JG103759A', 'NI number QQ 12 34 56 C', 'NINO: GB123456A'],
};

const ukNhs: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'UK_NHS',
  name: 'UK NHS number',
  country: 'GB',
  source: 'NHS Data Dictionary, "NHS number"; weights 10…2 mod 11',
  find: [{ kind: 'digits', forms: ['10', '3_3_4'] }],
  validate(value) {
    const check = 11 - (weightedSum(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return check !== 10 && check % 11 === lastValue(value) && !isRepeated(value);
  },
  context: ['nhs', 'nhs number', 'nhs no', 'nhsnumber', 'nhs num'],
  weakContext: ['patient', 'patient number'],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  hits: ['NHS number: «969 380 1350»', 'nhs_number,ward\n«4070743782»,B2\n'],
  misses: ['call 943 476 5919'],
};

const ukUtr: DataType = {
  ...TAX,
  id: 'UK_UTR',
  name: 'UK unique taxpayer reference',
  country: 'GB',
  source: 'HMRC; first digit is the check: weights 6,7,8,9,10,5,4,3,2, table 21987654321',
  find: [{ kind: 'digits', forms: ['10', '5_5'] }],
  validate: (value) =>
    '21987654321'[weightedSum(value.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] === value[0] &&
    !isRepeated(value),
  context: [
    'tax reference',
    'tax reference number',
    'utr',
    'unique taxpayer reference',
    'unique tax reference',
    'self assessment',
    'utr number',
  ],
  hits: ['UTR: «8809211033»', 'Unique Taxpayer Reference «26260 61368»'],
  misses: ['order 1955839661'],
};

const ukDrivingLicence: DataType = {
  ...LICENCE,
  id: 'UK_DRIVING_LICENCE',
  name: 'UK driving licence number',
  country: 'GB',
  source: 'DVLA, "Driving licence number": surname, decade, month (+50 for women), day, year digit, initials',
  find: [{ kind: 'shape', shapes: ['AXXXX_999999_XX9AA', 'AXXXX_999999_XXXAA'] }],
  validate(value) {
    const month = numberAt(value, 6, 2);
    return (
      /^[A-Z]{1,5}9{0,4}\d{6}[A-Z9]{2}[A-Z0-9][A-Z]{2}$/.test(value) &&
      isDayMonth(numberAt(value, 8, 2), month > 50 ? month - 50 : month)
    );
  },
  confidence: { alone: 'medium', weak: 'high', own: 'high' },
  hits: ['Driving licence: «MORGA 657054 SM9IJ»', 'DL «MORGA657054SM9IJ»'],
  misses: ['licence MORGA 699054 SM9IJ'],
};

const ukPassport: DataType = {
  ...PASSPORT,
  id: 'UK_PASSPORT',
  name: 'UK passport number',
  country: 'GB',
  source: 'HM Passport Office: nine digits',
  find: [{ kind: 'digits', forms: ['9'] }],
  validate: (value) => !isRepeated(value) && !isSequence(value),
  context: ['uk passport', 'british passport'],
  hits: ['UK passport: «533401372»', 'British passport number «707797979»'],
  misses: ['invoice 533401372'],
};

const ukCompany: DataType = {
  ...COMPANY,
  id: 'UK_COMPANY_NUMBER',
  name: 'UK company number',
  country: 'GB',
  source: 'Companies House: eight digits, or two letters and six digits',
  find: [
    { kind: 'shape', shapes: ['AA999999'] },
    { kind: 'digits', forms: ['8'] },
  ],
  validate: (value) => /^\d{8}$/.test(value) || /^(SC|NI|OC|SO|NC|FC|LP|SL|IP|RC|GE|GS)/.test(value),
  context: [
    'companies house',
    'crn',
    'company registration number',
    'company number',
    'company no',
    'registered in england',
  ],
  weakContext: [],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  hits: ['Company number: «SC095237»', 'registered in England «03977902»'],
  misses: ['model SC095237'],
};

const iePps: DataType = {
  ...NATIONAL,
  id: 'IE_PPS',
  name: 'Irish PPS number',
  country: 'IE',
  source: 'Department of Social Protection; weights 8…2 (+9 × second letter) mod 23',
  find: [{ kind: 'shape', shapes: ['9999999A', '9999999AA', '9999999_A', '9999999_AA'] }],
  validate(value) {
    const second = value.length === 9 && value[8] !== 'W' ? value.charCodeAt(8) - 64 : 0;
    const sum = weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) + second * 9;
    return (
      'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23] === value[7] && (value.length === 8 || /[ABHWTX]$/.test(value))
    );
  },
  context: ['pps', 'ppsn', 'pps number', 'pps no', 'personal public service', 'rsi number', 'irish pps'],
  hits: ['PPS number: «7653287E»', 'PPSN «9844790FA»'],
  misses: ['model 1234567T'],
};

const iePassport: DataType = {
  ...PASSPORT,
  id: 'IE_PASSPORT',
  name: 'Irish passport number',
  country: 'IE',
  source:
    'Department of Foreign Affairs: two letters and seven digits, or letter, letter, seven digits since 2013',
  find: [{ kind: 'shape', shapes: ['AA9999999'] }],
  validate: (value) => /^[PLXD]/.test(value),
  context: ['irish passport'],
  weakContext: [],
  hits: ['Irish passport «PD1234765»'],
  misses: ['ref PD1234765'],
};

export const britainIreland: readonly DataType[] = [
  ukNino,
  ukNhs,
  ukUtr,
  ukDrivingLicence,
  ukPassport,
  ukCompany,
  iePps,
  iePassport,
];
