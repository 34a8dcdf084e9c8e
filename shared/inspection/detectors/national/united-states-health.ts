import type { DataType } from '../../detect/data-type.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue } from '../checks/weighted.ts';
import { NATIONAL } from '../defaults.ts';

const usNpi: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'US_NPI',
  name: 'US national provider identifier',
  country: 'US',
  source: 'CMS, "NPI check digit calculation": Luhn with 80840 in front',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (digits) => /^[12]/.test(digits) && isLuhn(`80840${digits}`),
  context: ['provider number', 'npi', 'national provider identifier', 'npi number', 'provider npi', 'npi no'],
  weakContext: [],
  hits: ['NPI: «1221891918»', 'provider_npi,name\n«1144071218»,Dr. Ann\n'],
  misses: ['call 1234567893'],
};

const usMbi: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'US_MBI',
  name: 'US Medicare beneficiary identifier',
  country: 'US',
  source: 'CMS, "Understanding the Medicare Beneficiary Identifier format"',
  find: [{ kind: 'shape', shapes: ['9AX9AX9AA99', '9AX9-AX9-AA99', '9AX9_AX9_AA99'] }],
  validate: (value) =>
    /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d\d$/.test(
      value,
    ),
  isTest: (value) => value === '1EG4TE5MK72' || value === '1EG4TE5MK73',
  context: [
    'mbi',
    'medicare',
    'medicare number',
    'medicare id',
    'medicare beneficiary',
    'medicare beneficiary identifier',
    'medicare no',
  ],
  weakContext: ['beneficiary', 'member id'],
  confidence: { alone: 'medium', weak: 'high', own: 'high' },
  hits: ['MBI: «2FH5-UF6-NM83»', 'Medicare number «3GJ6VG7PN94»'],
  misses: ['MBI 1EG4-TE5-MK72', 'MBI 2SH5-UF6-NM83'],
};

const usDea: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'US_DEA',
  name: 'US DEA registration number',
  country: 'US',
  source: 'DEA Diversion Control; (d1+d3+d5) + 2(d2+d4+d6), last digit',
  find: [{ kind: 'shape', shapes: ['AX9999999'] }],
  validate(value) {
    const at = (index: number) => charValue(value, index + 1);
    const sum = at(1) + at(3) + at(5) + 2 * (at(2) + at(4) + at(6));
    return /^[ABCDEFGHJKLMPRSTUX][A-Z9]/.test(value) && sum % 10 === at(7);
  },
  context: ['dea', 'dea number', 'dea no', 'dea registration', 'dea reg'],
  weakContext: ['prescriber'],
  hits: ['DEA number: «BJ3265255»', 'dea_no: «FM8900222»'],
  misses: ['model BJ6125341'],
};

export const unitedStatesHealth: readonly DataType[] = [usNpi, usMbi, usDea];
