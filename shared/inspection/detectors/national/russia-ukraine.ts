import type { DataType } from '../../detect/data-type.ts';
import { isYyMmDd, numberAt } from '../checks/dates.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const ruInn: DataType = {
  ...TAX,
  id: 'RU_INN',
  name: 'Russian taxpayer number (INN)',
  country: 'RU',
  source: 'ФНС, ИНН; weights 2,4,10,3,5,9,4,6,8 mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['10', '12'] }],
  validate(value) {
    const digit = (weights: readonly number[]) => (weightedSum(value, weights) % 11) % 10;
    if (isRepeated(value)) return false;
    if (value.length === 10) return digit([2, 4, 10, 3, 5, 9, 4, 6, 8]) === lastValue(value);
    return (
      digit([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === charValue(value, 10) &&
      digit([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === lastValue(value)
    );
  },
  context: ['inn', 'инн', 'идентификационный номер налогоплательщика', 'russian tax number'],
  hits: ['ИНН: «7766027114»', 'ИНН «509590767737»'],
  misses: ['заказ 7707083894'],
};

const ruSnils: DataType = {
  ...NATIONAL,
  id: 'RU_SNILS',
  name: 'Russian pension insurance number (SNILS)',
  country: 'RU',
  source: 'СФР, СНИЛС; weights 9…1, mod 101, 100 → 00',
  find: [
    { kind: 'digits', forms: ['11'] },
    { kind: 'digits', forms: ['3-3-3-2', '3-3-3 2'], alone: 'low' },
  ],
  validate(value) {
    const check = (weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100;
    return check === numberAt(value, 9, 2) && !value.startsWith('000');
  },
  context: ['russian insurance number', 'снилс', 'snils', 'страховой номер', 'страховое свидетельство'],
  hits: ['СНИЛС: «197-450-700 99»'],
  misses: ['код 112-233-445 96'],
};

const ruPassport: DataType = {
  ...PASSPORT,
  id: 'RU_PASSPORT',
  name: 'Russian passport number',
  country: 'RU',
  source: 'Постановление № 828: series of four, number of six digits',
  find: [{ kind: 'digits', forms: ['4 6', '2 2 6', '10', '2_7', '9'] }],
  validate: (value) => !isRepeated(value),
  context: [
    'паспорт',
    'паспорта',
    'серия и номер паспорта',
    'паспорт рф',
    'загранпаспорт',
    'серия',
    'russian passport',
  ],
  weakContext: [],
  hits: ['Паспорт: серия и номер «4509 123876»', 'паспорт «45 09 123876»'],
  misses: ['договор 4509 123876'],
};

const uaRntrc: DataType = {
  ...TAX,
  id: 'UA_RNTRC',
  name: 'Ukrainian taxpayer number (RNTRC)',
  country: 'UA',
  source: 'ДПС України, РНОКПП; weights −1,5,7,9,4,6,10,5,7 mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (value) =>
    (((weightedSum(value, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) + 11) % 11) % 10 === lastValue(value) &&
    !isRepeated(value),
  context: [
    'rntrc',
    'rnokpp',
    'рнокпп',
    'рнокп',
    'іпн',
    'ідентифікаційний код',
    'ідентифікаційний номер',
    'rnokpp',
    'ukrainian tax number',
    'інн',
  ],
  hits: ['РНОКПП: «3209995008»', 'ІПН «2998491028»'],
  misses: ['замовлення 3184710692'],
};

const kzIin: DataType = {
  ...NATIONAL,
  id: 'KZ_IIN',
  name: 'Kazakh individual identification number',
  country: 'KZ',
  source: 'Закон РК о национальных реестрах; weights 1…11, then 3…11,1,2 mod 11',
  find: [{ kind: 'digits', forms: ['12'] }],
  validate(value) {
    if (!isYyMmDd(value) || !/^.{6}[1-6]/.test(value)) return false;
    const first = weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
    const check = first < 10 ? first : weightedSum(value, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
    return check === lastValue(value);
  },
  context: [
    'individual identification number',
    'иин',
    'жсн',
    'iin',
    'индивидуальный идентификационный номер',
    'kazakh id',
  ],
  hits: ['ИИН: «810410337196»'],
  misses: ['заказ 850714300122'],
};

export const russiaUkraine: readonly DataType[] = [ruInn, ruSnils, ruPassport, uaRntrc, kzIin];
