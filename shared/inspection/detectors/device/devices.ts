import { type DataType, SHAPED } from '../../detect/data-type.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated } from '../checks/weighted.ts';

const imei: DataType = {
  id: 'IMEI',
  name: 'Mobile equipment identity (IMEI)',
  group: 'device',
  source: '3GPP TS 23.003 §6: fifteen digits, Luhn',
  find: [{ kind: 'digits', forms: ['15', '2-6-6-1', '2 6 6 1', '6_2_6_1', '8-6-1'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value) && !value.startsWith('000'),
  context: ['imei', 'imei number', 'imei no', 'imei1', 'imei 1', 'device id', 'handset'],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  mask: { tail: 4 },
  hits: ['IMEI: «490154203237518»', 'imei «35-209900-176148-1»'],
  misses: ['IMEI 490154203237519', 'order 490154203237518'],
};

const VIN_VALUES = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** Check digit at the ninth place (North America, China). */
function hasVinCheck(value: string): boolean {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (VIN_VALUES.indexOf(value[i]!) % 10) * VIN_WEIGHTS[i]!;
  return '0123456789X'[sum % 11] === value[8];
}

const vin: DataType = {
  id: 'VIN',
  name: 'Vehicle identification number',
  group: 'device',
  source: 'ISO 3779; 49 CFR 565.15: check digit at the ninth place in North America',
  find: [{ kind: 'shape', shapes: ['XXXXXXXXXXXXXXXXX'] }],
  validate: (value) =>
    /^[A-HJ-NPR-Z0-9]{17}$/.test(value) &&
    /[A-Z].*[A-Z]/.test(value) &&
    /\d.*\d/.test(value) &&
    (hasVinCheck(value) || /^[^1-5].{12}\d{4}$/.test(value)),
  context: [
    'vin',
    'vin no',
    'vin number',
    'vehicle identification number',
    'vehicle id',
    'chassis',
    'chassis number',
    'fahrgestellnummer',
    'fahrzeug-identifizierungsnummer',
    'fahrzeugidentnummer',
    'fahrzeug-identnummer',
    'fin',
    'numéro de châssis',
    'bastidor',
    'número de bastidor',
    'telaio',
    'chassi',
    'chassisnummer',
    'numer vin',
  ],
  weakContext: ['vehicle', 'car', 'registration'],
  confidence: { alone: 'low', weak: 'medium', own: 'high' },
  mask: { head: 3, tail: 4 },
  hits: ['VIN: «1HGCM82633A004352»', 'Fahrgestellnummer «WVWZZZ1JZXW000001»'],
  misses: ['VIN 1HGCM82643A004352', 'token WVWZZZ1JZXW000001'],
};

const iccid: DataType = {
  id: 'ICCID',
  name: 'SIM card number',
  group: 'device',
  source: 'ITU-T E.118: 89, country, issuer, Luhn',
  find: [{ kind: 'digits', forms: ['19', '20', '4_4_4_4_3', '4_4_4_4_4'] }],
  validate: (value) => value.startsWith('89') && (isLuhn(value) || isLuhn(value.slice(0, 19))),
  context: ['iccid', 'sim', 'sim card', 'sim number', 'sim serial', 'sim karte'],
  confidence: { alone: 'low', weak: 'medium', own: 'high' },
  mask: { head: 2, tail: 4 },
  hits: ['ICCID: «8991101200003204514»'],
  misses: ['ICCID 8991101200003204511'],
};

const imsi: DataType = {
  id: 'IMSI',
  name: 'Mobile subscriber identity (IMSI)',
  group: 'device',
  source: '3GPP TS 23.003 §2: country 2xx–7xx, network, subscriber',
  find: [{ kind: 'digits', forms: ['15'] }],
  validate: (value) => /^[2-7]/.test(value) && !isRepeated(value),
  context: ['imsi', 'imsi number', 'subscriber identity'],
  confidence: SHAPED,
  mask: { tail: 4 },
  hits: ['IMSI: «262011234598761»'],
  misses: ['order 262011234598761'],
};

const advertisingId: DataType = {
  id: 'ADVERTISING_ID',
  name: 'Advertising or device identifier',
  group: 'device',
  source: 'Apple IDFA and IDFV, Google advertising id: UUIDs told by words',
  find: [
    {
      kind: 'labelled',
      match: (text, start) => {
        const id =
          /^["']?[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z-])/.exec(
            text.slice(start, start + 39),
          )?.[0];
        return id ? start + id.length : -1;
      },
    },
  ],
  validate: (value) => !/^[0-]+$/.test(value),
  context: [
    'idfa',
    'idfv',
    'gaid',
    'aaid',
    'advertising id',
    'advertising identifier',
    'android id',
    'device udid',
    'udid',
  ],
  confidence: SHAPED,
  mask: { tail: 4 },
  hits: ['IDFA: «6D92078A-8246-4BA4-AE5B-76104861E7DC»'],
  misses: ['request 6D92078A-8246-4BA4-AE5B-76104861E7DC', 'idfa: 00000000-0000-0000-0000-000000000000'],
};

const licencePlate: DataType = {
  id: 'LICENSE_PLATE',
  name: 'Vehicle registration plate',
  group: 'device',
  source: 'National formats (DVLA, KBA, SIV and others), told by words',
  find: [
    {
      kind: 'labelled',
      match: (text, start) => {
        const plate =
          /^["']?(?=[A-Z0-9ÄÖÜ -]{0,10}\d)(?=[A-Z0-9ÄÖÜ -]{0,10}[A-Z])[A-ZÄÖÜ0-9]{1,4}[ -]?[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4})?(?![A-Za-z0-9])/.exec(
            text.slice(start, start + 16),
          )?.[0];
        return plate && plate.replaceAll(/[^A-Z0-9]/g, '').length >= 5 ? start + plate.length : -1;
      },
    },
  ],
  context: [
    'license plate',
    'licence plate',
    'number plate',
    'plate number',
    'plate no',
    'registration plate',
    'kennzeichen',
    'kfz-kennzeichen',
    'plaque d immatriculation',
    'immatriculation',
    'matrícula',
    'targa',
    'kenteken',
    'numer rejestracyjny',
    'rekisteritunnus',
    'registreringsnummer',
    'plaka',
    'госномер',
  ],
  confidence: SHAPED,
  mask: {},
  hits: ['License plate: «7ABC123»', 'Kennzeichen «B-MW 4417»', 'Immatriculation : «AB-123-CD»'],
  misses: ['license plate is missing', 'plate number 12'],
};

export const devices: readonly DataType[] = [imei, vin, iccid, imsi, advertisingId, licencePlate];
