import type { DataType } from '../../detect/data-type.ts';
import { isRepeated, isSequence } from '../checks/weighted.ts';

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
  id: 'US_SSN',
  name: 'US Social Security number',
  group: 'national',
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
    'social sec',
    'seguro social',
    'número de seguro social',
  ],
  weakContext: [
    'social',
    'tax id',
    'taxpayer',
    'tin',
    'taxpayer identification number',
    'tax identification number',
  ],
  confidence: { alone: 'none', weak: 'medium', own: 'high' },
  mask: { tail: 4 },
  hits: [
    'SSN: «536-90-4399»',
    'Her social security number is «536904399».',
    '{"employee":{"ssn":"«536-90-4399»"}}',
    'name,ssn,city\nAnn,«536904399»,Austin\n',
    'SSNs on file: «536-90-4399», «212-38-4417» and «418-22-0935»',
  ],
  misses: [
    'SSN: 666-12-3456',
    'SSN: 536-00-4399',
    'order 536904399',
    'SSN 078-05-1120',
    'part 536-90-4399-12 for ssn',
  ],
};

export const unitedStates: readonly DataType[] = [usSsn];
