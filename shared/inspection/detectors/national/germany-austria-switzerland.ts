import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isDdMmYy } from '../checks/dates.ts';
import { isMod11Comma10 } from '../checks/iso7064.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, LICENCE, NATIONAL, TAX } from '../defaults.ts';

/** One digit twice or three times, another missing (BZSt, since 2016 three repeats are possible). */
function hasTaxIdDigits(value: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of value.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  return repeated.length === 1 && repeated[0]! <= 3;
}

const deTaxId: DataType = {
  ...TAX,
  id: 'DE_TAX_ID',
  name: 'German tax identification number',
  country: 'DE',
  source: 'BZSt, "Steuerliche Identifikationsnummer"; ISO 7064 mod 11,10',
  find: [{ kind: 'digits', forms: ['11', '2_3_3_3'] }],
  validate: (value) => !value.startsWith('0') && hasTaxIdDigits(value) && isMod11Comma10(value),
  context: [
    'steuerid',
    'steuer id',
    'steuer-identifikationsnummer',
    'steueridentifikationsnummer',
    'steuerliche identifikationsnummer',
    'idnr',
    'id nr',
    'identifikationsnummer',
    'tin',
    'german tax id',
    'steuernummer',
    'steuer nr',
  ],
  hits: ['Steuer-ID: «65 929 970 489»', 'Meine steuerliche Identifikationsnummer lautet «65929970489».'],
  misses: ['Bestellung 65929970489'],
};

const deSocialInsurance: DataType = {
  ...NATIONAL,
  id: 'DE_SOCIAL_INSURANCE',
  name: 'German pension insurance number',
  country: 'DE',
  source: 'VKVV §2: area, birth date, letter, serial, check digit; weights 2,1,2,5,7,1,2,1,2,1,2,1',
  find: [{ kind: 'shape', shapes: ['99_999999_A_999', '99_99_99_99_A_999'] }],
  validate(value) {
    const letter = String(value.charCodeAt(8) - 64).padStart(2, '0');
    const digits = value.slice(0, 8) + letter + value.slice(9, 11);
    const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
    let sum = 0;
    for (let i = 0; i < 12; i++) {
      const product = charValue(digits, i) * weights[i]!;
      sum += Math.floor(product / 10) + (product % 10);
    }
    return sum % 10 === charValue(value, 11) && isDdMmYy(value, 2);
  },
  context: [
    'sozialversicherungsnummer',
    'rentenversicherungsnummer',
    'versicherungsnummer',
    'sv-nummer',
    'sv nummer',
    'svnr',
    'rvnr',
    'rv nummer',
    'sozialversicherungs nr',
    'sozialversicherungsnr',
  ],
  confidence: TELLING,
  hits: ['Sozialversicherungsnummer: «65 010178 J 748»', 'SV-Nummer «65030172J787»'],
  misses: ['Teil 65 170839 J 00'],
};

const deIdCard: DataType = {
  ...NATIONAL,
  group: 'travel',
  id: 'DE_ID_CARD',
  name: 'German identity card or passport number',
  country: 'DE',
  source: 'BSI TR-03105; serial of nine from 0–9 C F G H J K L M N P R T V W X Y Z, weights 7,3,1',
  find: [{ kind: 'shape', shapes: ['A99999999', 'AXXXXXXXX', 'AXXXXXXXX9', 'AXXXXXXXX_9'] }],
  validate(value) {
    if (!/^[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\d?$/.test(value) || !/\d.*\d/.test(value))
      return false;
    return value.length === 9 || weightedSum(value, [7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 === lastValue(value);
  },
  context: [
    'personalausweis',
    'personalausweisnummer',
    'ausweisnummer',
    'ausweis nr',
    'ausweis',
    'reisepass',
    'reisepassnummer',
    'passnummer',
    'pass nr',
    'german id card',
    'german passport',
  ],
  weakContext: [],
  hits: ['Personalausweisnummer: «L01X00T471»', 'Reisepass Nr. «C01X00T47»'],
  misses: ['Personalausweis: L01X00T472', 'Modell C01X00T47'],
};

const deDriverLicence: DataType = {
  ...LICENCE,
  id: 'DE_DRIVER_LICENCE',
  name: 'German driving licence number',
  country: 'DE',
  source: 'FeV Anlage 8: eleven characters, authority, serial, check, copy',
  find: [{ kind: 'shape', shapes: ['AXXXXXXXX9X', '9XXXXXXXX9X'] }],
  validate: (value) => /\d{3}/.test(value),
  context: [
    'führerschein',
    'führerscheinnummer',
    'führerscheinnr',
    'führerschein nr',
    'führerscheins',
    'fahrerlaubnis',
    'fahrerlaubnisnummer',
    'führerscheinnummer',
    'german driving licence',
  ],
  hits: ['Führerschein-Nr.: «B072RRE2I55»'],
  misses: ['Artikel B072RRE2I55'],
};

const deVatNational: DataType = {
  ...TAX,
  id: 'DE_STEUERNUMMER',
  name: 'German tax office number',
  country: 'DE',
  source: 'ELSTER, "Aufbau der Steuernummer": 10, 11 or 13 digits, slashes by state',
  find: [{ kind: 'digits', forms: ['2/3/5', '3/3/5', '3/4/4', '5/5', '13'] }],
  validate: (value) => !isRepeated(value),
  context: ['steuernummer', 'steuer nr', 'st nr', 'stnr', 'steuernr'],
  weakContext: [],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  hits: ['Steuernummer: «21/815/08150»', 'St.-Nr. «151/815/08156»'],
  misses: ['Datum 21/815/08150'],
};

const atSvnr: DataType = {
  ...NATIONAL,
  id: 'AT_SVNR',
  name: 'Austrian social insurance number',
  country: 'AT',
  source: 'Dachverband der Sozialversicherungsträger; weights 3,7,9,·,5,8,4,2,1,6 mod 11',
  find: [{ kind: 'digits', forms: ['10', '4_6', '4_2_2_2'] }],
  validate: (value) =>
    !value.startsWith('0') &&
    weightedSum(value, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === charValue(value, 3) &&
    /^.{6}(0[1-9]|1[0-5])/.test(value),
  context: [
    'svnr',
    'sv nr',
    'sv-nummer',
    'sozialversicherungsnummer',
    'versicherungsnummer',
    'sozialversicherungsnr',
    'austrian social insurance number',
  ],
  hits: ['SVNR: «1791 080178»', 'Sozialversicherungsnummer «1429071172» (Österreich)'],
  misses: ['Rechnung 1237 010180'],
};

const atVatNational: DataType = {
  ...TAX,
  id: 'AT_TAX_NUMBER',
  name: 'Austrian tax number',
  country: 'AT',
  source: 'BMF: two digits office, seven digits, weights 1,2,1,2… over nine digits',
  find: [{ kind: 'digits', forms: ['2-3/4', '9', '2_3_4'] }],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 8; i++) {
      const product = charValue(value, i) * (i % 2 === 0 ? 1 : 2);
      sum += product > 9 ? product - 9 : product;
    }
    return (10 - (sum % 10)) % 10 === lastValue(value);
  },
  context: ['abgabenkontonummer', 'steuernummer', 'finanzamtsnummer', 'austrian tax number'],
  hits: ['Steuernummer «64-883/0164» (Österreich)'],
  misses: ['Akte 59-119/9013'],
};

const chAhv: DataType = {
  ...NATIONAL,
  id: 'CH_AHV',
  name: 'Swiss social security number',
  country: 'CH',
  source: 'ZAS, "AHV-Nummer": 756 and EAN-13',
  find: [
    { kind: 'digits', forms: ['13'], alone: 'low' },
    { kind: 'digits', forms: ['3.4.4.2', '3_4_4_2'], alone: 'medium' },
  ],
  validate: (value) =>
    value.startsWith('756') && weightedSum(value, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  context: [
    'oasi',
    'oasi number',
    'ahv',
    'ahv-nummer',
    'ahv nr',
    'ahvn13',
    'avs',
    'numéro avs',
    'no avs',
    'numero avs',
    'sozialversicherungsnummer',
    'swiss social security number',
    'navs13',
    'ahvnr',
  ],
  confidence: { alone: 'low', weak: 'high', own: 'high' },
  hits: ['AHV-Nr. «756.7483.5885.15»', 'No AVS: «7562059256829»'],
  misses: ['EAN 4006381333931'],
};

const chUid: DataType = {
  ...COMPANY,
  id: 'CH_UID',
  name: 'Swiss business identification number',
  country: 'CH',
  source: 'BFS, "Unternehmens-Identifikationsnummer"; weights 5,4,3,2,7,6,5,4 mod 11',
  find: [{ kind: 'shape', shapes: ['CHE-999.999.999', 'CHE_999_999_999', 'CHE999999999'] }],
  validate: (value) =>
    (11 - (weightedSum(value.slice(3), [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === lastValue(value),
  context: ['uid', 'mwst', 'tva', 'iva', 'unternehmens-identifikationsnummer', 'numéro ide', 'ide'],
  confidence: TELLING,
  hits: ['UID: «CHE-804.932.183» MWST'],
  misses: ['CHE-100.155.213 UID'],
};

export const germanyAustriaSwitzerland: readonly DataType[] = [
  deTaxId,
  deSocialInsurance,
  deIdCard,
  deDriverLicence,
  deVatNational,
  atSvnr,
  atVatNational,
  chAhv,
  chUid,
];
