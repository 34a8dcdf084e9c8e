import type { DataType } from '../../detect/data-type.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL } from '../defaults.ts';

const trTckn: DataType = {
  ...NATIONAL,
  id: 'TR_TCKN',
  name: 'Turkish identity number',
  country: 'TR',
  source: 'Nüfus ve Vatandaşlık İşleri; d10 = (7·odd − even) mod 10, d11 = sum mod 10',
  find: [{ kind: 'digits', forms: ['11', '3_3_3_2'] }],
  validate(value) {
    const tenth = weightedSum(value, [7, -1, 7, -1, 7, -1, 7, -1, 7]);
    const eleventh = weightedSum(value, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    return (
      !value.startsWith('0') &&
      ((tenth % 10) + 10) % 10 === charValue(value, 9) &&
      eleventh % 10 === charValue(value, 10)
    );
  },
  context: [
    'tckn',
    'tc kimlik',
    'tc kimlik no',
    't.c. kimlik',
    'kimlik no',
    'kimlik numarası',
    'kimlik numaram',
    'kimlik numaranız',
    'kimlik numarasi',
    'tc no',
    'vatandaşlık numarası',
    'turkish id',
    'tckimlik',
    'tckimlikno',
  ],
  hits: ['TC Kimlik No: «19693493600»', 'T.C. kimlik numarası «42208956444»'],
  misses: ['sipariş 10000000147'],
};

const trVkn: DataType = {
  ...COMPANY,
  id: 'TR_VKN',
  name: 'Turkish tax number (VKN)',
  country: 'TR',
  source: 'Gelir İdaresi Başkanlığı, vergi kimlik numarası',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 9; i++) {
      const shifted = (charValue(value, i) + 9 - i) % 10;
      const product = (shifted * 2 ** (9 - i)) % 9;
      sum += shifted !== 0 && product === 0 ? 9 : product;
    }
    return (10 - (sum % 10)) % 10 === lastValue(value) && !isRepeated(value);
  },
  context: [
    'vkn',
    'vergi kimlik',
    'vergi no',
    'vergi kimlik numarası',
    'vergi numarası',
    'turkish tax number',
  ],
  hits: ['Vergi No: «4235110248»'],
  misses: ['sipariş 4540536920'],
};

export const turkey: readonly DataType[] = [trTckn, trVkn];
