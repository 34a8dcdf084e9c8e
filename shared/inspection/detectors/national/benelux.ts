import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, numberAt } from '../checks/dates.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated, weightedSum } from '../checks/weighted.ts';
import { LICENCE, NATIONAL, PASSPORT } from '../defaults.ts';

const nlBsn: DataType = {
  ...NATIONAL,
  id: 'NL_BSN',
  name: 'Dutch citizen service number',
  country: 'NL',
  source: 'RvIG, "Burgerservicenummer"; weights 9…2,−1 mod 11',
  find: [{ kind: 'digits', forms: ['9', '8', '4_2_3', '3_3_3', '4.2.3'] }],
  validate: (value) =>
    weightedSum(value.padStart(9, '0'), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !isRepeated(value),
  context: [
    'citizen service number',
    'bsn',
    'bsn nummer',
    'burgerservicenummer',
    'burger service nummer',
    'sofinummer',
    'sofi nummer',
    'sofi',
    'dutch citizen service number',
    'persoonsnummer',
  ],
  hits: ['BSN: «191392455»', 'burgerservicenummer «1512.18.778»'],
  misses: ['bestelling 111222333'],
};

const nlDriverLicence: DataType = {
  ...LICENCE,
  id: 'NL_DRIVER_LICENCE',
  name: 'Dutch driving licence number',
  country: 'NL',
  source: 'RDW, rijbewijs: ten digits',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (value) => !isRepeated(value),
  context: ['rijbewijs', 'rijbewijsnummer', 'rijbewijs nr'],
  weakContext: [],
  hits: ['Rijbewijsnummer: «5094962111»'],
  misses: ['bestelling 5094962111'],
};

const nlPassport: DataType = {
  ...PASSPORT,
  id: 'NL_PASSPORT',
  name: 'Dutch passport or identity card number',
  country: 'NL',
  source: 'Rijksdienst voor Identiteitsgegevens: two letters, six characters, a digit; no letter O',
  find: [{ kind: 'shape', shapes: ['AAXXXXXX9'] }],
  validate: (value) => !value.includes('O') && /\d{2}/.test(value) && /[A-Z]/.test(value.slice(2)),
  context: ['paspoort', 'paspoortnummer', 'identiteitskaart', 'id-kaart', 'documentnummer', 'dutch passport'],
  weakContext: [],
  hits: ['Paspoortnummer: «NX5R90F43»'],
  misses: ['type NX5R90F43'],
};

const beNn: DataType = {
  ...NATIONAL,
  id: 'BE_NN',
  name: 'Belgian national number',
  country: 'BE',
  source: 'IBZ, Rijksregister: 97 − n mod 97, from 2000 with 2 in front; BIS numbers: month +20 or +40',
  find: [
    { kind: 'digits', forms: ['11', '6_3_2'] },
    { kind: 'digits', forms: ['2.2.2-3.2', '2_2_2_3_2', '6-3.2', '6-3-2'], alone: 'low' },
  ],
  validate(value) {
    const month = numberAt(value, 2, 2) % 20;
    if (month > 12 || numberAt(value, 4, 2) > 31) return false;
    const check = numberAt(value, 9, 2);
    return (
      97 - (numberAt(value, 0, 9) % 97) === check || 97 - (Number(`2${value.slice(0, 9)}`) % 97) === check
    );
  },
  context: [
    'national register number',
    'national registry number',
    'rijksregisternummer',
    'rijksregister',
    'numéro national',
    'numéro de registre national',
    'registre national',
    'nationaal nummer',
    'insz',
    'niss',
    'rrn',
    'rijksregisternr',
    'belgian national number',
    'nationalregisternummer',
  ],
  hits: ['Rijksregisternummer: «87.02.19-817.66»', 'NISS «82011417369»'],
  misses: ['datum 85.07.30-033.29'],
};

const luMatricule: DataType = {
  ...NATIONAL,
  id: 'LU_MATRICULE',
  name: 'Luxembourg national identification number',
  country: 'LU',
  source: 'CTIE: yyyymmdd, three digits, Luhn and Verhoeff digits',
  find: [{ kind: 'digits', forms: ['13', '8_5', '4_2_2_5'] }],
  validate: (value) =>
    /^(19|20)/.test(value) &&
    isDayMonth(numberAt(value, 6, 2), numberAt(value, 4, 2)) &&
    isLuhn(value.slice(0, 12)),
  context: [
    'matricule',
    'numéro de matricule',
    'numéro d identification nationale',
    'luxembourg national id',
  ],
  hits: ['Matricule : «1981011304198»'],
  misses: ['commande 1985071234567'],
};

export const benelux: readonly DataType[] = [nlBsn, nlDriverLicence, nlPassport, beNn, luMatricule];
