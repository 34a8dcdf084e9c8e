import type { DataType } from '../../detect/data-type.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { NATIONAL } from '../defaults.ts';

const ilId: DataType = {
  ...NATIONAL,
  id: 'IL_ID',
  name: 'Israeli identity number',
  country: 'IL',
  source: 'Population Authority; Luhn over nine digits',
  find: [{ kind: 'digits', forms: ['9', '8-1', '1_7_1'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value),
  context: [
    'teudat zehut',
    'תעודת זהות',
    'ת.ז',
    'ת"ז',
    'מספר זהות',
    'israeli id',
    'israeli id number',
    'zehut',
  ],
  hits: ['תעודת זהות: «396759326»', 'Teudat Zehut «000486779»'],
  misses: ['הזמנה 123456782'],
};

const aeEid: DataType = {
  ...NATIONAL,
  id: 'AE_EMIRATES_ID',
  name: 'Emirates identity number',
  country: 'AE',
  source: 'ICP: 784, year of birth, seven digits, Luhn',
  find: [
    { kind: 'digits', forms: ['15'], alone: 'low' },
    { kind: 'digits', forms: ['3-4-7-1'], alone: 'medium' },
  ],
  validate: (value) => value.startsWith('784') && /^.{3}(19|20)/.test(value) && isLuhn(value),
  context: ['emirates id', 'eid', 'uae id', 'الهوية الإماراتية', 'رقم الهوية', 'emirates identity'],
  confidence: { alone: 'low', weak: 'high', own: 'high' },
  hits: ['Emirates ID: «784-1980-1151496-9»', 'EID «784199456001835»'],
  misses: ['784-1984-1234567-0'],
};

const saId: DataType = {
  ...NATIONAL,
  id: 'SA_NATIONAL_ID',
  name: 'Saudi national or residence number',
  country: 'SA',
  source: 'Absher: 1 citizens, 2 residents, Luhn over ten digits',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (value) => /^[12]/.test(value) && isLuhn(value),
  context: [
    'iqama',
    'saudi id',
    'saudi national id',
    'رقم الهوية',
    'الهوية الوطنية',
    'إقامة',
    'رقم الإقامة',
    'absher',
  ],
  hits: ['Iqama number: «2173263696»', 'رقم الهوية: «1106932443»'],
  misses: ['order 1000000008'],
};

const irMelli: DataType = {
  ...NATIONAL,
  id: 'IR_NATIONAL_CODE',
  name: 'Iranian national code',
  country: 'IR',
  source: 'Civil registration; weights 10…2 mod 11',
  find: [{ kind: 'digits', forms: ['10', '3-6-1'] }],
  validate(value) {
    const remainder = weightedSum(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return (remainder < 2 ? remainder : 11 - remainder) === lastValue(value) && !isRepeated(value);
  },
  context: ['کد ملی', 'کدملی', 'شماره ملی', 'iranian national code', 'melli code', 'code melli'],
  hits: ['کد ملی: «0692346716»'],
  misses: ['سفارش 0499370899'],
};

export const middleEast: readonly DataType[] = [ilId, aeEid, saId, irMelli];
