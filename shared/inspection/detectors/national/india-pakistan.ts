import { type DataType, STRONG } from '../../detect/data-type.ts';
import { numberAt } from '../checks/dates.ts';
import { isVerhoeff } from '../checks/verhoeff.ts';
import { charValue, isRepeated, lastValue } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const inAadhaar: DataType = {
  ...NATIONAL,
  id: 'IN_AADHAAR',
  name: 'Indian Aadhaar number',
  country: 'IN',
  source: 'UIDAI, "Aadhaar numbering scheme"; Verhoeff, no palindromes',
  find: [
    { kind: 'digits', forms: ['12'] },
    { kind: 'digits', forms: ['4_4_4'], alone: 'low' },
  ],
  validate: (value) => /^[2-9]/.test(value) && isVerhoeff(value) && [...value].reverse().join('') !== value,
  context: [
    'aadhaar',
    'aadhar',
    'adhaar',
    'aadhaar number',
    'uidai',
    'aadhaar no',
    'आधार',
    'आधार संख्या',
    'uid number',
  ],
  hits: ['Aadhaar: «2796 7680 8811»', 'aadhaar_number: "«541434193777»"'],
  misses: ['order 234123412347'],
};

const inPan: DataType = {
  ...TAX,
  id: 'IN_PAN',
  name: 'Indian PAN',
  country: 'IN',
  source: 'Income Tax Department, Rule 114: fourth letter is the holder’s kind',
  find: [{ kind: 'shape', shapes: ['AAAAA9999A'] }],
  validate: (value) => /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(value) && !value.includes('0000'),
  context: ['pan', 'pan number', 'pan no', 'pan card', 'permanent account number', 'income tax pan'],
  confidence: { alone: 'low', weak: 'high', own: 'high' },
  hits: ['PAN: «BNZPM2501F»', 'pan_number,name\n«AAPFU0939F»,Asha\n'],
  misses: ['code BNZPM2501F', 'PAN: BNZXM2501F'],
};

const inGstin: DataType = {
  ...COMPANY,
  id: 'IN_GSTIN',
  name: 'Indian GST number',
  country: 'IN',
  source: 'GSTN: state, PAN, entity, Z, check over base 36',
  find: [{ kind: 'shape', shapes: ['99AAAAA9999AXZX'] }],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 14; i++) {
      const product = charValue(value, i) * (i % 2 === 0 ? 1 : 2);
      sum += Math.floor(product / 36) + (product % 36);
    }
    return (36 - (sum % 36)) % 36 === lastValue(value) && numberAt(value, 0, 2) <= 38;
  },
  context: ['gst', 'gstin', 'gst no', 'gst number'],
  confidence: STRONG,
  hits: ['GSTIN: «27AAPFU0939F1ZV»'],
  misses: ['GSTIN 27AAPFU0939F1ZA'],
};

const inVoter: DataType = {
  ...NATIONAL,
  id: 'IN_VOTER_ID',
  name: 'Indian voter id (EPIC)',
  country: 'IN',
  source: 'Election Commission of India: three letters, seven digits',
  find: [{ kind: 'shape', shapes: ['AAA9999999'] }],
  context: ['voter id', 'epic', 'epic no', 'epic number', 'voter card', 'voter identity card', 'मतदाता'],
  weakContext: [],
  hits: ['Voter ID: «KCT4481237»'],
  misses: ['part KCT4481237'],
};

const inPassport: DataType = {
  ...PASSPORT,
  id: 'IN_PASSPORT',
  name: 'Indian passport number',
  country: 'IN',
  source: 'Passport Seva: letter (not Q, X, Z), seven digits, first not 0',
  find: [{ kind: 'shape', shapes: ['A9999999', 'A_9999999'] }],
  validate: (value) => /^[A-PR-WY][1-9]\d{5}[1-9]$/.test(value),
  context: ['indian passport', 'passport seva'],
  hits: ['Indian passport «J8369854»', 'passport no: «K4417832»'],
  misses: ['bus K4417832'],
};

const pkCnic: DataType = {
  ...NATIONAL,
  id: 'PK_CNIC',
  name: 'Pakistani CNIC',
  country: 'PK',
  source: 'NADRA: 5-7-1 digits, first 1–7',
  find: [
    { kind: 'digits', forms: ['13'], weak: 'low' },
    { kind: 'digits', forms: ['5-7-1'], alone: 'low' },
  ],
  validate: (value) => /^[1-7]/.test(value) && !isRepeated(value),
  context: [
    'cnic',
    'nicop',
    'nadra',
    'cnic number',
    'computerized national identity card',
    'shanakhti card',
    'شناختی کارڈ',
  ],
  confidence: { alone: 'none', weak: 'medium', own: 'high' },
  hits: ['CNIC: «42201-0731563-7»', 'cnic=«4220107315637»'],
  misses: ['order 4220107315637', 'CNIC 92201-0731563-7'],
};

export const indiaPakistan: readonly DataType[] = [inAadhaar, inPan, inGstin, inVoter, inPassport, pkCnic];
