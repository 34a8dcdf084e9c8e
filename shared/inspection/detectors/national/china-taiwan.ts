import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isYyyyMmDd } from '../checks/dates.ts';
import { isMod11Dash2 } from '../checks/iso7064.ts';
import { charValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT } from '../defaults.ts';

const cnRic: DataType = {
  ...NATIONAL,
  id: 'CN_RIC',
  name: 'Chinese resident identity number',
  country: 'CN',
  source: 'GB 11643-1999; ISO 7064 mod 11-2',
  find: [
    { kind: 'digits', forms: ['18', '6_8_4', '6_4_4_4'] },
    { kind: 'shape', shapes: ['99999999999999999a', '999999_99999999_999a'] },
  ],
  validate: (value) => /^[1-9]\d/.test(value) && isYyyyMmDd(value, 6) && isMod11Dash2(value),
  context: [
    '身份证',
    '身份证号',
    '身份证号码',
    '居民身份证',
    '公民身份号码',
    'resident identity',
    'chinese id',
    'id card no',
    'shenfenzheng',
  ],
  confidence: { alone: 'high', weak: 'high', own: 'high' },
  hits: ['身份证号：«11010519991230006W»', 'resident ID «44030819670808190I»'],
  misses: ['身份证号：11010519491231002Y'],
};

const cnUscc: DataType = {
  ...COMPANY,
  id: 'CN_USCC',
  name: 'Chinese unified social credit code',
  country: 'CN',
  source: 'GB 32100-2015; powers of three mod 31',
  find: [
    { kind: 'shape', shapes: ['9X999999XXXXXXXXXX', 'AX999999XXXXXXXXXX'] },
    { kind: 'digits', forms: ['18'], alone: 'none' },
  ],
  validate(value) {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    let sum = 0;
    let weight = 1;
    for (let i = 0; i < 17; i++) {
      const rank = alphabet.indexOf(value[i]!);
      if (rank < 0) return false;
      sum += rank * weight;
      weight = (weight * 3) % 31;
    }
    return alphabet[(31 - (sum % 31)) % 31] === value[17];
  },
  context: ['统一社会信用代码', '社会信用代码', 'unified social credit code', 'uscc', '纳税人识别号'],
  confidence: { ...TELLING, alone: 'low' },
  hits: ['统一社会信用代码：«91110108MA01661QXY»'],
  misses: ['代码 91110108MA01ABCD1Z'],
};

const cnPassport: DataType = {
  ...PASSPORT,
  id: 'CN_PASSPORT',
  name: 'Chinese passport number',
  country: 'CN',
  source: 'National Immigration Administration: E, G, D, S, P and digits, or EA–EZ and seven digits',
  find: [{ kind: 'shape', shapes: ['A99999999', 'AA9999999'] }],
  validate: (value) => /^([EGDSP]\d|E[A-Z])/.test(value),
  context: ['护照', '护照号', '护照号码', 'chinese passport'],
  hits: ['护照号码：«E44871236»', 'Chinese passport «EB1829374»'],
  misses: ['型号 E44871236'],
};

const hkHkid: DataType = {
  ...NATIONAL,
  id: 'HK_HKID',
  name: 'Hong Kong identity card number',
  country: 'HK',
  source: 'Immigration Department; weights 9…2 mod 11, blank = 36',
  find: [
    { kind: 'shape', shapes: ['A999999(X)', 'AA999999(X)'], alone: 'low' },
    { kind: 'shape', shapes: ['A999999X', 'AA999999X'] },
  ],
  validate(value) {
    if (!/^[A-Z]{1,2}\d{6}[0-9A]$/.test(value)) return false;
    const padded = value.length === 8 ? ` ${value}` : value;
    let sum = padded.startsWith(' ') ? 36 * 9 : charValue(padded, 0) * 9;
    for (let i = 1; i < 9; i++) sum += charValue(padded, i) * (9 - i || 1);
    return sum % 11 === 0;
  },
  context: [
    'hkid',
    'hong kong id',
    'hong kong identity card',
    '身份證',
    '身份證號碼',
    '香港身份證',
    'hkid no',
    'hkid number',
  ],
  mask: { tail: 0 },
  hits: ['HKID: «A036275(4)»', '身份證號碼 «K993740(4)»', 'hkid=«AB5679832»'],
  misses: ['HKID A123456(7)', 'seat A1234563'],
};

const TW_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

const twId: DataType = {
  ...NATIONAL,
  id: 'TW_ID',
  name: 'Taiwanese identity number',
  country: 'TW',
  source: 'Ministry of the Interior; letter to two digits, weights 1,9,8…1,1 mod 10',
  find: [{ kind: 'shape', shapes: ['A999999999'] }],
  validate(value) {
    const place = TW_LETTERS.indexOf(value[0]!) + 10;
    const sum =
      Math.floor(place / 10) + (place % 10) * 9 + weightedSum(value.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
    return /^.[1289]/.test(value) && sum % 10 === 0;
  },
  isTest: (value) => value === 'A123456789',
  context: ['身分證', '身分證字號', '身份證字號', 'taiwan id', 'taiwanese id', '統一證號', 'roc id'],
  confidence: { alone: 'low', weak: 'high', own: 'high' },
  hits: ['身分證字號：«F191592715»', 'Taiwan ID «B214156457»'],
  misses: ['型號 A123456788'],
};

export const chinaTaiwan: readonly DataType[] = [cnRic, cnUscc, cnPassport, hkHkid, twId];
