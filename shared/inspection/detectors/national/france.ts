import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, numberAt } from '../checks/dates.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated, remainderOf } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

/** Key over thirteen digits; the departments of Corsica count as 19 and 18. */
function isNir(value: string): boolean {
  if (!/^[1-478]\d\d(0[1-9]|1[0-2]|[2-9]\d)(\d\d|2[AB])\d{8}$/.test(value)) return false;
  const digits = value.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - remainderOf(digits, 97) === numberAt(value, 13, 2);
}

const frNir: DataType = {
  ...NATIONAL,
  id: 'FR_NIR',
  name: 'French social security number',
  country: 'FR',
  source: 'INSEE, "Numéro de sécurité sociale"; key 97 − n mod 97',
  find: [
    { kind: 'digits', forms: ['15'], alone: 'low' },
    { kind: 'digits', forms: ['1_2_2_2_3_3_2', '13_2'], alone: 'medium' },
    {
      kind: 'shape',
      shapes: ['99999_2A_999999_99', '9_99_99_2A_999_999_99', '99999_2B_999999_99', '9_99_99_2B_999_999_99'],
    },
  ],
  validate: isNir,
  context: [
    'nir',
    'numéro de sécurité sociale',
    'sécurité sociale',
    'sécu',
    'numéro sécu',
    'no sécurité sociale',
    'n sécurité sociale',
    'num secu',
    'insee',
    'numéro insee',
    'french social security number',
    'carte vitale',
    'numéro d immatriculation',
    'nss',
  ],
  confidence: { alone: 'low', weak: 'high', own: 'high' },
  hits: ['N° de sécurité sociale : «1 83 03 15 465 660 25»', 'NIR «281046329277387»'],
  misses: ['commande 255081416802538'],
};

const frNif: DataType = {
  ...TAX,
  id: 'FR_NIF',
  name: 'French tax number',
  country: 'FR',
  source: 'OECD, TIN France: SPI of thirteen digits, last three = first ten mod 511',
  find: [{ kind: 'digits', forms: ['13', '2_2_3_3_3', '4_3_3_3'] }],
  validate: (value) =>
    /^[0-3]/.test(value) &&
    Number(value.slice(0, 10)) % 511 === Number(value.slice(10)) &&
    !isRepeated(value),
  context: [
    'numéro fiscal',
    'n fiscal',
    'numéro fiscal de référence',
    'nif',
    'spi',
    'numéro spi',
    'identifiant fiscal',
    'no fiscal',
    'référence fiscale',
    'french tax number',
  ],
  hits: ['Numéro fiscal : «30 23 217 600 053»', 'numero_fiscal=«3023217600053»'],
  misses: ['commande 3023217600053'],
};

const frSiret: DataType = {
  ...COMPANY,
  id: 'FR_SIRET',
  name: 'French establishment number (SIRET)',
  country: 'FR',
  source: 'INSEE, SIRENE: Luhn over fourteen digits',
  find: [{ kind: 'digits', forms: ['14', '3_3_3_5'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value),
  context: ['siret', 'numéro siret', 'no siret', 'n siret'],
  hits: ['SIRET : «709 329 630 00053»'],
  misses: ['facture 73282932000074'],
};

const frSiren: DataType = {
  ...COMPANY,
  id: 'FR_SIREN',
  name: 'French company number (SIREN)',
  country: 'FR',
  source: 'INSEE, SIRENE: Luhn over nine digits',
  find: [{ kind: 'digits', forms: ['9', '3 3 3', '3.3.3'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value),
  context: ['siren', 'numéro siren', 'no siren', 'rcs'],
  hits: ['SIREN «744 299 652»'],
  misses: ['facture 732829320'],
};

const frPassport: DataType = {
  ...PASSPORT,
  id: 'FR_PASSPORT',
  name: 'French passport number',
  country: 'FR',
  source: 'ICAO Doc 9303; two digits, two letters, five digits',
  find: [{ kind: 'shape', shapes: ['99AA99999'] }],
  context: ['passeport', 'numéro de passeport', 'passeport français', 'french passport'],
  hits: ['Passeport n° «12AB34567»', 'passport: «05CK02237»'],
  misses: ['ref 12AB34567'],
};

const frIdCard: DataType = {
  ...NATIONAL,
  id: 'FR_ID_CARD',
  name: 'French identity card number',
  group: 'travel',
  country: 'FR',
  source: 'Service-Public.fr, carte nationale d’identité: twelve digits (before 2021), nine characters since',
  find: [
    { kind: 'digits', forms: ['12'] },
    { kind: 'shape', shapes: ['AXXXXXXX9', '9XXXXXXX9'] },
  ],
  validate: (value) =>
    !isRepeated(value) &&
    (/\d{12}/.test(value)
      ? isDayMonth(1, numberAt(value, 2, 2))
      : /[A-Z]/.test(value) && /\d{2}/.test(value)),
  context: ['carte nationale d identité', 'carte d identité', 'cni', 'numéro de cni', 'french identity card'],
  weakContext: [],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  hits: ['CNI : «880692310285»', "Carte nationale d'identité n° «D2H6862M2»"],
  misses: ['colis 880692310285'],
};

export const france: readonly DataType[] = [frNir, frNif, frSiret, frSiren, frPassport, frIdCard];
