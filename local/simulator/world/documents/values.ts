import { crc32 } from 'node:zlib';
import type { Random } from '../random.ts';

/** The data types that documents of a world hold; a world says how many distinct values of each. */
export const DATA_TYPES = [
  'CREDIT_CARD',
  'IBAN',
  'US_SSN',
  'EMAIL_ADDRESS',
  'PHONE_NUMBER',
  'AWS_ACCESS_KEY',
  'GITHUB_TOKEN',
  'ANTHROPIC_API_KEY',
  'PRIVATE_KEY',
  'JWT',
] as const;
export type DataType = (typeof DATA_TYPES)[number];

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const BASE62 = DIGITS + UPPER + LOWER;
const BASE64URL = `${UPPER}${LOWER}${DIGITS}-_`;

/** A value that passes every check of its type. Made at run time: none of them stands in the source. */
export function sensitiveValue(type: DataType, draw: Random): string {
  const value = MAKERS[type](draw);
  // Four of the same in a row are how people write placeholders: a fair sample has none.
  return type !== 'PRIVATE_KEY' && /(.)\1{3}/i.test(value) ? sensitiveValue(type, draw) : value;
}

const MAKERS: Record<DataType, (draw: Random) => string> = {
  CREDIT_CARD: creditCard,
  IBAN: iban,
  US_SSN: ssn,
  EMAIL_ADDRESS: email,
  PHONE_NUMBER: phone,
  AWS_ACCESS_KEY: (draw) => `AKIA${draw.text(16, `${UPPER}234567`)}`,
  GITHUB_TOKEN: githubToken,
  ANTHROPIC_API_KEY: (draw) => `sk-ant-${'api03'}-${draw.text(93, BASE64URL)}AA`,
  PRIVATE_KEY: privateKey,
  JWT: jwt,
};

export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return String((10 - (sum % 10)) % 10);
}

/** ISO 7064 mod 97-10: the two digits after the country code. */
export function ibanDigits(country: string, account: string): string {
  const numeric = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let rest = 0;
  for (const digit of numeric) rest = (rest * 10 + Number(digit)) % 97;
  return String(98 - rest).padStart(2, '0');
}

function creditCard(draw: Random): string {
  const prefix = draw.pick(['4', '4', '51', '52', '54', '55', '6011']);
  const body = prefix + draw.text(15 - prefix.length, DIGITS);
  const number = body + luhnDigit(body);
  const separator = draw.pick([' ', ' ', '-', '']);
  return number.replace(/(\d{4})(?=\d)/g, `$1${separator}`);
}

const IBAN_COUNTRIES = [
  { country: 'DE', bank: '', digits: 18 },
  { country: 'FR', bank: '', digits: 23 },
  { country: 'ES', bank: '', digits: 20 },
  { country: 'AT', bank: '', digits: 16 },
  { country: 'GB', bank: 'NWBK', digits: 14 },
  { country: 'NL', bank: 'INGB', digits: 10 },
];

function iban(draw: Random): string {
  const { country, bank, digits } = draw.pick(IBAN_COUNTRIES);
  const account = bank + draw.text(digits, DIGITS);
  const compact = country + ibanDigits(country, account) + account;
  return draw.chance(0.5) ? compact.replace(/(.{4})(?=.)/g, '$1 ') : compact;
}

function ssn(draw: Random): string {
  const area = draw.pick([draw.integer(1, 665), draw.integer(667, 771)]);
  const [group, serial] = [draw.integer(1, 99), draw.integer(1000, 9999)];
  // Published as examples and never issued.
  if (area === 78 || area === 219 || area === 123) return ssn(draw);
  return `${String(area).padStart(3, '0')}-${String(group).padStart(2, '0')}-${serial}`;
}

const LOCAL_PARTS = [
  'billing',
  'anna.keller',
  'j.moreau',
  'sofia.ricci',
  'h.tanaka',
  'accounts',
  'peter.novak',
  'claims',
];
const DOMAINS = [
  'brightharbour',
  'kestrelport',
  'lindenwerk',
  'oakridge-freight',
  'sunnymeadow',
  'tidewaterlogistics',
];

function email(draw: Random): string {
  const number = draw.integer(10, 99_999);
  return `${draw.pick(LOCAL_PARTS)}${number}@${draw.pick(DOMAINS)}.${draw.pick(['com', 'net', 'de', 'co.uk', 'fr'])}`;
}

function phone(draw: Random): string {
  const area = draw.pick(['212', '312', '415', '617', '206', '303']);
  return draw.pick([
    () => `+1 ${area}-${draw.integer(222, 899)}-${draw.integer(1000, 9999)}`,
    () => `+44 20 7${draw.integer(100, 999)} ${draw.integer(1000, 9999)}`,
    () => `+49 30 ${draw.integer(2_000_000, 8_999_999)}`,
    () =>
      `+33 1 4${draw.integer(2, 7)} ${draw.integer(10, 99)} ${draw.integer(10, 99)} ${draw.integer(10, 99)}`,
  ])();
}

/** The last six characters are the CRC-32 of the others in base 62. */
function githubToken(draw: Random): string {
  const body = draw.text(30, BASE62);
  let sum = crc32(body);
  let check = '';
  for (let i = 0; i < 6; i++) {
    check = BASE62[sum % 62]! + check;
    sum = Math.floor(sum / 62);
  }
  return `ghp_${body}${check}`;
}

/** Armour and length of an RSA key; the numbers in it are noise. */
function privateKey(draw: Random): string {
  const kind = draw.pick(['RSA PRIVATE', 'PRIVATE']);
  const body = `MII${draw.text(12 * 64 - 5, `${UPPER}${LOWER}${DIGITS}+/`)}==`;
  return [`-----BEGIN ${kind} KEY-----`, ...(body.match(/.{1,64}/g) ?? []), `-----END ${kind} KEY-----`].join(
    '\n',
  );
}

function jwt(draw: Random): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    sub: String(draw.integer(100_000, 999_999)),
    iat: 1_780_000_000 + draw.integer(0, 9_999_999),
  };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${draw.text(43, BASE64URL)}`;
}
