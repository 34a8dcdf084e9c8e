import { createHash } from 'node:crypto';
import type { Random } from '../detectors/random.ts';
import { between, birthday, chars, digits, fill, grouped, HEX, pad, UPPER } from './draw.ts';
import { icao } from './europe-west.ts';
import { type Subject, subject } from './subject.ts';
import { luhn, mod97Pair, weigh } from './sums.ts';

const BRANDS: readonly (readonly [prefix: string, length: number])[] = [
  ['4', 16],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['6011', 16],
  ['65', 16],
  ['3528', 16],
  ['36', 14],
  ['62', 16],
  ['2200', 16],
];
export function card(r: Random, separator?: string): string {
  const [prefix, length] = r.pick(BRANDS);
  const body = prefix + digits(r, length - 1 - prefix.length);
  const value = body + luhn(body);
  const between = separator ?? r.pick(['', ' ', ' ', '-']);
  return grouped(value, length === 16 ? [4, 4, 4] : [4, 6], between);
}

const IBANS: Readonly<Record<string, string>> = {
  DE: '##################',
  FR: '##########***********##',
  GB: '@@@@##############',
  ES: '####################',
  IT: '@##########************',
  NL: '@@@@##########',
  BE: '############',
  AT: '################',
  CH: '#####************',
  PL: '########################',
  PT: '#####################',
  SE: '####################',
  NO: '###########',
  DK: '##############',
  FI: '##############',
  IE: '@@@@##############',
  CZ: '####################',
  HU: '########################',
  RO: '@@@@****************',
  GR: '#######****************',
  TR: '######****************',
  AE: '###################',
  SA: '##******************',
  MT: '@@@@#####******************',
  LU: '###*************',
};
export function iban(r: Random, country = r.pick(Object.keys(IBANS))): string {
  const body = fill(r, IBANS[country]!);
  const value = country + mod97Pair(body + country) + body;
  const spaced = value.replace(/(.{4})(?=.)/g, '$1 ');
  return r.pick([value, spaced, spaced, value.toLowerCase()]);
}

const bic = (r: Random) =>
  `${r.pick(['COBA', 'DEUT', 'BNPA', 'INGB', 'BCIT', 'NDEA', 'CHAS'])}${r.pick(['DE', 'FR', 'NL', 'IT', 'US', 'SE'])}${r.pick(['FF', '2A', '33', 'PP', 'MM'])}${r.pick(['', 'XXX', '100'])}`;
function isin(r: Random): string {
  const body = `${r.pick(['US', 'DE', 'FR', 'GB', 'CH'])}${fill(r, '*********')}`;
  return body + luhn([...body].map((sign) => String(Number.parseInt(sign, 36))).join(''));
}
const lei = (r: Random) => {
  const body = `${r.pick(['5493', '2138', '9695', '5299'])}00${fill(r, '************')}`;
  return body + mod97Pair(body);
};
const vat = (r: Random): string => {
  const frBody = fill(r, '!#######');
  const siren = frBody + luhn(frBody);
  const itBody = `0${digits(r, 9)}`;
  const seBody = `556${digits(r, 6)}`;
  const beBody = `0${fill(r, '!######')}`;
  return r.pick([
    `FR${pad((12 + 3 * (Number(siren) % 97)) % 97, 2)}${siren}`,
    `IT${itBody}${luhn(itBody)}`,
    `SE${seBody}${luhn(seBody)}01`,
    `BE${beBody}${pad(97 - (Number(beBody) % 97), 2)}`,
    `DE${germanVat(r)}`,
  ]);
};
function germanVat(r: Random): string {
  const body = fill(r, '!#######');
  let product = 10;
  for (const digit of body) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return `${body}${(11 - product) % 10}`;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
function base58(bytes: Buffer): string {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (number > 0n) {
    text = BASE58[Number(number % 58n)] + text;
    number /= 58n;
  }
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
function base58Check(r: Random, version: number, length = 20): string {
  const body = Buffer.concat([Buffer.from([version]), Buffer.from(chars(r, HEX, length * 2), 'hex')]);
  return base58(Buffer.concat([body, sha256(sha256(body)).subarray(0, 4)]));
}
function bech32(r: Random, hrp: string): string {
  const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
  const data = [0, ...Array.from({ length: 32 }, () => r.int(32))];
  const steps = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  const polymod = (values: number[]) =>
    values.reduce((check, value) => {
      let next = ((check & 0x1ffffff) << 5) ^ value;
      steps.forEach((step, bit) => {
        if ((check >>> 25) & (1 << bit)) next ^= step;
      });
      return next;
    }, 1);
  const expanded = [
    ...[...hrp].map((c) => c.charCodeAt(0) >> 5),
    0,
    ...[...hrp].map((c) => c.charCodeAt(0) & 31),
  ];
  const sum = polymod([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = Array.from({ length: 6 }, (_, at) => (sum >>> (5 * (5 - at))) & 31);
  return `${hrp}1${[...data, ...check].map((value) => alphabet[value]).join('')}`;
}

const icd = (r: Random) =>
  r.pick(['E11.9', 'J45.909', 'F32.1', 'I10', 'C50.911', 'M54.5', 'K21.0', 'B20', 'N18.3']);
const ndc = (r: Random) =>
  r.pick([fill(r, '####-####-##'), fill(r, '#####-###-##'), fill(r, '#####-####-#')]);
function vin(r: Random): string {
  const alphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
  const body = r.pick(['1HGCM', '1FTFW', '5YJSA', 'JH4KA', '2T1BU']) + chars(r, alphabet, 12);
  const table: Record<string, number> = {};
  for (const [at, c] of [...'ABCDEFGH'].entries()) table[c] = at + 1;
  for (const [at, c] of [...'JKLMN'].entries()) table[c] = at + 1;
  Object.assign(table, { P: 7, R: 9 });
  for (const [at, c] of [...'STUVWXYZ'].entries()) table[c] = at + 2;
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = [...body].reduce((total, sign, at) => total + (table[sign] ?? Number(sign)) * weights[at]!, 0);
  const check = sum % 11;
  return `${body.slice(0, 8)}${check === 10 ? 'X' : check}${body.slice(9)}`;
}
const imei = (r: Random) => {
  const body = `${r.pick(['35', '86', '01'])}${digits(r, 12)}`;
  return body + luhn(body);
};
function mrz(r: Random): string {
  const born = birthday(r);
  const number = chars(r, 'CFGHJKLMNPRTVWXYZ0123456789', 9);
  const country = r.pick(['D<<', 'GBR', 'USA', 'FRA', 'ESP']);
  const birth = born.yy + born.mm + born.dd;
  const expiry = `${between(r, 27, 35)}${born.mm}${born.dd}`;
  const two = `${number}${icao(number)}${country}${birth}${icao(birth)}${r.pick(['M', 'F'])}${expiry}${icao(expiry)}<<<<<<<<<<<<<<0`;
  const whole = `${number + icao(number) + birth + icao(birth) + expiry + icao(expiry)}<<<<<<<<<<<<<<0`;
  const one = `P<${country}${r.pick(['MUSTER<<ERIKA', 'SMITH<<JOHN<PAUL', 'DUPONT<<MARIE'])}`.padEnd(44, '<');
  return `${one}\n${two}${icao(whole)}`;
}
const dob = (r: Random) => {
  const day = birthday(r);
  return r.pick([
    `${day.mm}/${day.dd}/${day.yyyy}`,
    `${day.yyyy}-${day.mm}-${day.dd}`,
    `${Number(day.dd)} ${r.pick(['March', 'June', 'October'])} ${day.yyyy}`,
    `${day.dd}.${day.mm}.${day.yyyy}`,
  ]);
};
const creditor = (r: Random) => {
  const body = `0${digits(r, 10)}`;
  return `DE${mod97Pair(`${body}DE`)}ZZZ${body}`;
};
const sortCode = (r: Random) => fill(r, '!#-##-##');
const cusip = (r: Random) => {
  const body = fill(r, '######') + fill(r, '**');
  const sum = [...body].reduce((total, sign, at) => {
    const value = Number.parseInt(sign, 36) * (at % 2 ? 2 : 1);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
};
void weigh;
void UPPER;

export const MONEY_AND_THINGS: readonly Subject[] = [
  subject(
    'CREDIT_CARD',
    (r) => card(r),
    [
      'Card Number',
      'credit card',
      'CC',
      'cc_number',
      'Kreditkarte',
      'numéro de carte',
      'Número de tarjeta',
      'PAN',
      'carta di credito',
    ],
    [
      'my credit card number is {}',
      'Can you charge {} instead? exp 09/28 cvv on file',
      'Please refund to Visa {}.',
      'I lost my wallet and my card {} is blocked now',
      'Zahlung per Kreditkarte {} gültig bis 11/27',
    ],
  ),
  subject(
    'IBAN',
    (r) => iban(r),
    ['IBAN', 'Bank account (IBAN)', 'IBAN-Nr.', 'Bankverbindung', 'compte', 'rekeningnummer', 'konto'],
    [
      'Please transfer the deposit to {} by Friday.',
      'Überweisung bitte auf {} (Sparkasse).',
      'mon rib : {}',
      'IBAN {}, BIC wird nicht benötigt',
    ],
  ),
  subject(
    'SWIFT_BIC',
    bic,
    ['BIC', 'SWIFT', 'SWIFT/BIC', 'Swift code', 'BIC-Code'],
    ['Wire via SWIFT {} please.'],
  ),
  subject('ISIN', isin, ['ISIN', 'ISIN Code', 'Security ISIN'], ['Buy 200 shares, ISIN {}, limit 41.20.']),
  subject('LEI', lei, ['LEI', 'Legal Entity Identifier', 'LEI code']),
  subject('CUSIP', cusip, ['CUSIP', 'CUSIP No.']),
  subject(
    'EU_VAT',
    vat,
    ['VAT No.', 'VAT ID', 'USt-IdNr.', 'TVA intracommunautaire', 'VAT registration number', 'BTW-nummer'],
    ['Reverse charge applies, customer VAT ID {}.'],
  ),
  subject('SEPA_CREDITOR_ID', creditor, [
    'Gläubiger-ID',
    'Gläubiger-Identifikationsnummer',
    'Creditor Identifier',
    'SEPA creditor ID',
  ]),
  subject('UK_SORT_CODE', sortCode, ['Sort Code', 'sort code', 'Bank sort code']),
  subject('AU_BSB', (r) => fill(r, '06#-###'), ['BSB', 'BSB number']),
  subject('IN_IFSC', (r) => `${r.pick(['HDFC', 'SBIN', 'ICIC', 'UTIB'])}0${digits(r, 6)}`, [
    'IFSC',
    'IFSC Code',
    'RTGS/NEFT IFSC',
  ]),
  subject(
    'BANK_ACCOUNT',
    (r) => digits(r, between(r, 8, 11)).replace(/^0/, '4'),
    [
      'Account Number',
      'Bank account no.',
      'acct no',
      'Kontonummer',
      'account_number',
      'numéro de compte',
      'A/C No.',
    ],
    ['deposit my salary to checking account number {} at Chase'],
  ),
  subject('CARD_SECURITY_CODE', (r) => digits(r, 3), [
    'CVV',
    'CVC',
    'CVV2',
    'card security code',
    'card verification code',
  ]),
  subject(
    'CRYPTO_BTC',
    (r) => r.pick([base58Check(r, 0), base58Check(r, 5), bech32(r, 'bc')]),
    ['Bitcoin address', 'BTC', 'btc wallet', 'bitcoin'],
    ['Send 0.5 BTC to {} before midnight.', 'Donations: {}'],
  ),
  subject(
    'CRYPTO_ETH',
    (r) => `0x${chars(r, HEX, 40)}`,
    ['Ethereum address', 'ETH wallet', 'eth', 'ERC-20 address'],
    ['My ETH wallet is {}.'],
  ),
  subject('CRYPTO_LTC', (r) => r.pick([base58Check(r, 48), bech32(r, 'ltc')]), [
    'Litecoin address',
    'LTC',
    'LTC wallet',
  ]),
  subject('CRYPTO_TRX', (r) => base58Check(r, 65), ['TRON address', 'USDT (TRC20)', 'TRX wallet']),
  subject('US_NDC', ndc, ['NDC', 'NDC code', 'National Drug Code'], ['Dispensed metformin, NDC {}.']),
  subject(
    'ICD10_CODE',
    icd,
    ['ICD-10', 'ICD-10 Code', 'Diagnosis code', 'Diagnosis', 'ICD-10-GM'],
    ['Dx: type 2 diabetes (ICD-10 {}).', 'Assessment: {} - diagnosis confirmed by specialist'],
  ),
  subject(
    'MEDICAL_RECORD_NUMBER',
    (r) => r.pick([digits(r, 8), fill(r, '@#######'), digits(r, 7)]),
    ['MRN', 'Medical Record Number', 'Medical Record #', 'patient MRN', 'Patient ID'],
    ['Patient John Smith (MRN {}) was discharged today.'],
  ),
  subject(
    'HEALTH_INSURANCE_ID',
    (r) => r.pick([fill(r, '@@@#########'), fill(r, '@########')]),
    ['Health insurance member ID', 'Member ID', 'Insurance ID', 'health plan ID', 'Subscriber ID'],
    ['Blue Cross member ID {}, group 88120.'],
  ),
  subject('BLOOD_TYPE', (r) => r.pick(['A+', 'O-', 'B+', 'AB-', 'O+']), [
    'Blood type',
    'Blood group',
    'Blutgruppe',
  ]),
  subject(
    'VIN',
    vin,
    ['VIN', 'Vehicle Identification Number', 'VIN number', 'chassis number (VIN)'],
    ['2019 Honda Accord, VIN {}, clean title.'],
  ),
  subject(
    'IMEI',
    imei,
    ['IMEI', 'IMEI number', 'device IMEI', 'imei'],
    ['Stolen phone, IMEI {}, please block it.'],
  ),
  subject(
    'ICCID',
    (r) => {
      const body = `8949${digits(r, 14)}`;
      return body + luhn(body);
    },
    ['ICCID', 'SIM card number', 'SIM ICCID'],
  ),
  subject(
    'MAC_ADDRESS',
    (r) => fill(r, '%%:%%:%%:%%:%%:%%'),
    ['MAC address', 'MAC', 'hwaddr'],
    ['Whitelisting the laptop with MAC {} on the guest VLAN.'],
  ),
  subject(
    'IP_ADDRESS',
    (r) => `${between(r, 20, 120)}.${between(r, 1, 254)}.${between(r, 1, 254)}.${between(r, 1, 254)}`,
    ['IP address', 'client IP', 'ip_address', 'remote address', 'IP'],
    ['The login came from IP {} yesterday evening.'],
  ),
  subject('PASSPORT_MRZ', mrz, ['MRZ']),
  subject(
    'DATE_OF_BIRTH',
    dob,
    [
      'Date of Birth',
      'DOB',
      'D.O.B.',
      'Geburtsdatum',
      'date de naissance',
      'fecha de nacimiento',
      'birth_date',
      'Born',
      'data di nascita',
      'dateOfBirth',
    ],
    [
      'She was born on {} in Leeds.',
      'Patient DOB {} presents with cough.',
      'geboren am {} in Kassel',
      'né le {} à Lille',
    ],
  ),
];
