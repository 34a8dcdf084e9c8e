import type { DataType } from '../../detect/data-type.ts';
import { isDdMmYy, isYyMmDd } from '../checks/dates.ts';
import { isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { NATIONAL } from '../defaults.ts';

const twoRound = (value: string): boolean => {
  const first = weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const check = first < 10 ? first : (weightedSum(value, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return check === lastValue(value) && /^[1-8]/.test(value) && isYyMmDd(value, 1);
};

const eeIk: DataType = {
  ...NATIONAL,
  id: 'EE_IK',
  name: 'Estonian personal code',
  country: 'EE',
  source: 'EVS 585:2007; two rounds mod 11',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: twoRound,
  context: [
    'personal identification code',
    'isikukood',
    'isikukoodi',
    'estonian personal code',
    'estonian id code',
    'ik',
  ],
  hits: ['Isikukood: «38803138322»', 'isikukood=«49510256734»'],
  misses: ['tellimus 38507142761'],
};

const ltAk: DataType = {
  ...NATIONAL,
  id: 'LT_AK',
  name: 'Lithuanian personal code',
  country: 'LT',
  source: 'Registrų centras, asmens kodas; two rounds mod 11',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: twoRound,
  context: ['asmens kodas', 'asmens kodo', 'ak', 'lithuanian personal code'],
  hits: ['Asmens kodas: «38305179157»'],
  misses: ['užsakymas 38507142761'],
};

const lvPk: DataType = {
  ...NATIONAL,
  id: 'LV_PK',
  name: 'Latvian personal code',
  country: 'LV',
  source: 'PMLP, personas kods; (1 + weights 10,5,8,4,2,1,6,3,7,9) mod 11 mod 10; new ones begin 32',
  find: [
    { kind: 'digits', forms: ['11'] },
    { kind: 'digits', forms: ['6-5'], alone: 'low' },
  ],
  validate(value) {
    if (value.startsWith('32')) return /^32[0-9]/.test(value) && !isRepeated(value.slice(2));
    return (
      isDdMmYy(value) &&
      /^.{6}[012]/.test(value) &&
      ((1101 - weightedSum(value, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11) % 10 === lastValue(value)
    );
  },
  context: ['personas kods', 'personas kodu', 'pk', 'latvian personal code'],
  hits: ['Personas kods: «160585-10879»', 'personas kods «325951-62792»'],
  misses: ['pasūtījums 161175-19997'],
};

export const baltics: readonly DataType[] = [eeIk, ltAk, lvPk];
