import type { DataType } from '../../detect/data-type.ts';
import { isRepeated, isSequence } from '../checks/weighted.ts';
import { COMPANY, LICENCE, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

/** Printed on sample cards and in advertisements, never valid (SSA, "Misused Social Security numbers"). */
const DUMMY_SSN = new Set([
  '078051120',
  '219099999',
  '457555462',
  '123456789',
  '987654321',
  '111223333',
  '123121234',
]);

const usSsn: DataType = {
  ...NATIONAL,
  id: 'US_SSN',
  name: 'US Social Security number',
  country: 'US',
  source: 'SSA, POMS RM 10201.035: area not 000, 666 or 900–999, group not 00, serial not 0000',
  find: [
    { kind: 'digits', forms: ['9'] },
    { kind: 'digits', forms: ['3_2_4'], alone: 'low' },
  ],
  validate: (digits) => !/^(000|666|9)/.test(digits) && !/^...00|0000$/.test(digits) && !isRepeated(digits),
  isTest: (digits) => DUMMY_SSN.has(digits) || isSequence(digits),
  context: [
    'ssn',
    'ssns',
    'ssn number',
    'social security',
    'social security number',
    'social security no',
    'soc sec',
    'ss number',
    'ss no',
    'ss num',
    'social sec',
    'seguro social',
    'número de seguro social',
  ],
  weakContext: [
    'social',
    'ss',
    'tax id',
    'taxpayer',
    'tin',
    'taxpayer identification number',
    'tax identification number',
  ],
  hits: [
    'SSN: «536-90-4399»',
    'Her social security number is «536904399».',
    '{"employee":{"ssn":"«536-90-4399»"}}',
    'name,ssn,city\nAnn,«536904399»,Austin\n',
    'SSNs on file: «536-90-4399», «212-38-4417» and «418-22-0935»',
    'id,name,email,phone,ssn\n7,Ann,ann@contoso.com,415-867-5309,«536-90-4399»\n',
  ],
  misses: [
    'SSN: 666-12-3456',
    'SSN: 536-00-4399',
    'order 536904399',
    'SSN 078-05-1120',
    'part 536-90-4399-12 for ssn',
  ],
};

const usItin: DataType = {
  ...TAX,
  id: 'US_ITIN',
  name: 'US individual taxpayer number (ITIN)',
  country: 'US',
  source: 'IRS, Internal Revenue Manual 3.21.263: 9xx, group 50–65, 70–88, 90–92, 94–99',
  find: [
    { kind: 'digits', forms: ['9'] },
    { kind: 'digits', forms: ['3_2_4'], alone: 'low' },
  ],
  validate: (digits) => /^9\d\d(5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(digits) && !isRepeated(digits),
  isTest: (digits) => isSequence(digits),
  context: ['itin', 'itin number', 'individual taxpayer identification number', 'individual taxpayer'],
  weakContext: ['taxpayer', 'taxpayer id', 'tax id', 'tin'],
  hits: ['ITIN: «912-78-4415»', 'Individual Taxpayer Identification Number «912784415»'],
  misses: ['ITIN 912-66-4415', 'case 912784415'],
};

/** Campus prefixes in use (IRS, "How EINs are assigned and valid EIN prefixes"). */
const EIN_PREFIXES = /^(0[1-6]|1[0-6]|2[0-7]|3\d|4[0-8]|5\d|6[0-8]|7[1-7]|8[0-8]|9[0-58-9])/;

const usEin: DataType = {
  ...COMPANY,
  id: 'US_EIN',
  name: 'US employer identification number',
  country: 'US',
  source: 'IRS, "How EINs are assigned and valid EIN prefixes"',
  find: [{ kind: 'digits', forms: ['2-7', '9'] }],
  validate: (digits) => EIN_PREFIXES.test(digits) && !isRepeated(digits),
  isTest: (digits) => isSequence(digits),
  context: [
    'ein',
    'fein',
    'employer identification number',
    'employer id',
    'employer id number',
    'federal tax id',
    'federal tax identification number',
    'ein number',
    'ein no',
    'federal ein',
  ],
  weakContext: ['tax id', 'taxpayer identification number'],
  hits: ['EIN: «12-4457612»', 'Federal Tax ID «94-3320693»', '"ein":"«943320693»"'],
  misses: ['part 12-4457612', 'EIN 07-1234567'],
};

const usPassport: DataType = {
  ...PASSPORT,
  id: 'US_PASSPORT',
  name: 'US passport number',
  country: 'US',
  source: 'US Department of State: nine digits, or a letter and eight digits (next generation)',
  find: [
    { kind: 'digits', forms: ['9'] },
    { kind: 'shape', shapes: ['A99999999'] },
  ],
  validate: (value) => !isRepeated(value.slice(1)) && !isSequence(value),
  context: ['us passport', 'u.s. passport', 'american passport'],
  hits: [
    'Passport number: «488219073»',
    '"passport_no": "«A18820731»"',
    'passport of the applicant is «C01829374»',
  ],
  misses: ['invoice 488219073', 'lot A18820731'],
};

const usDriverLicence: DataType = {
  ...LICENCE,
  id: 'US_DRIVER_LICENSE',
  name: 'US driver’s licence number',
  country: 'US',
  source: 'AAMVA, formats by state: letter and 7–14 digits, 7–12 digits, with dashes in some states',
  find: [
    {
      kind: 'shape',
      shapes: [
        'A9999999',
        'A99999999',
        'A999999999',
        'A99999999999',
        'A999999999999',
        'A9999999999999',
        'A99999999999999',
        'A999-9999-9999',
        'A999-999-99-999-9',
        'A999-999-999-999',
        'A9999-9999-9999',
        'A9999-99999-99999',
        'AA999999',
        'AA9999999',
        'A999-999-999',
        '99AAA9999',
        'A999-9999-9999-99',
      ],
    },
    { kind: 'digits', forms: ['7', '8', '9', '10', '12', '3-2-4', '3-3-3'] },
  ],
  validate: (value) => !isRepeated(value.replace(/^[A-Z]{1,2}/, '')),
  context: [
    'driver license',
    'drivers license',
    "driver's license",
    'driver licence',
    'drivers licence',
    "driver's licence",
    'driver license number',
    'drivers license number',
    "driver's license number",
    'driver license no',
    'dl',
    'dl number',
    'dl no',
    'dln',
    'dl num',
    'dlnum',
    'license number dl',
    'driving license',
    'driving licence',
    'driver lic',
    'driver lic no',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  hits: ["Driver's license: «D1234728»", 'DL# «S514-7781-9032»', 'driver_license_number: «07719283»'],
  misses: ['seat D1234728', 'dlopen 07719283'],
};

export const unitedStates: readonly DataType[] = [usSsn, usItin, usEin, usPassport, usDriverLicence];
