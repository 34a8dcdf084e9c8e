import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT } from '../defaults.ts';

const caSin: DataType = {
  ...NATIONAL,
  id: 'CA_SIN',
  name: 'Canadian social insurance number',
  country: 'CA',
  source: 'Service Canada, "SIN Code of Practice"; Luhn; 0 and 8 are not issued to people',
  find: [{ kind: 'digits', forms: ['9', '3_3_3'] }],
  validate: (value) => /^[1-79]/.test(value) && isLuhn(value) && !isRepeated(value),
  isTest: (value) => value === '123456782',
  context: [
    'sin',
    'sin number',
    'social insurance number',
    'social insurance no',
    'nas',
    'numéro d assurance sociale',
    'assurance sociale',
    'canadian sin',
  ],
  hits: [
    'SIN: «586 702 383»',
    'Social Insurance Number «434-256-160»',
    'numéro d’assurance sociale : «202088688»',
  ],
  misses: ['order 130 692 544', 'his greatest sin was 3 pages long'],
};

const caHealth: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'CA_HEALTH_CARD',
  name: 'Canadian health card number',
  country: 'CA',
  source:
    'Ontario Ministry of Health, OHIP (10 digits, Luhn, version code); RAMQ (four letters, eight digits)',
  find: [
    { kind: 'digits', forms: ['10', '4_3_3'] },
    { kind: 'shape', shapes: ['9999_999_999_AA', 'AAAA_9999_9999'] },
  ],
  validate: (value) =>
    /^\d{10}/.test(value)
      ? isLuhn(value.slice(0, 10))
      : /^[A-Z]{4}\d{2}([05][1-9]|[16][0-2])([0-2]\d|3[01])\d{2}$/.test(value),
  context: [
    'ohip',
    'health card',
    'health card number',
    'ramq',
    'carte d assurance maladie',
    'health insurance number',
    'hcn',
  ],
  weakContext: [],
  hits: ['OHIP: «5305-133-422»', 'RAMQ «TREM 8807 1419»'],
  misses: ['call 5584-486-674'],
};

const caBn: DataType = {
  ...COMPANY,
  id: 'CA_BUSINESS_NUMBER',
  name: 'Canadian business number',
  country: 'CA',
  source: 'CRA: nine digits, Luhn, program account RT, RP, RC … and four digits',
  find: [{ kind: 'shape', shapes: ['999999999_AA_9999'] }],
  validate: (value) => isLuhn(value.slice(0, 9)) && /R[A-Z]\d{4}$/.test(value),
  context: ['gst', 'hst', 'business number', 'bn', 'cra'],
  confidence: TELLING,
  hits: ['GST/HST «887231918RT0001»'],
  misses: ['BN 123456789RT0001'],
};

const caPassport: DataType = {
  ...PASSPORT,
  id: 'CA_PASSPORT',
  name: 'Canadian passport number',
  country: 'CA',
  source: 'IRCC: two letters and six digits, since 2023 letter, six digits, two letters',
  find: [{ kind: 'shape', shapes: ['AA999999', 'A999999AA'] }],
  context: ['canadian passport', 'passeport'],
  hits: ['Canadian passport «GA302922»', 'passport no. «HK814820»'],
  misses: ['flight GA302922'],
};

export const canada: readonly DataType[] = [caSin, caHealth, caBn, caPassport];
