import type { DataType } from '../../detect/data-type.ts';
import { isYyMmDd, numberAt } from '../checks/dates.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT } from '../defaults.ts';

const krRrn: DataType = {
  ...NATIONAL,
  id: 'KR_RRN',
  name: 'Korean resident registration number',
  country: 'KR',
  source: 'Resident Registration Act; weights 2…9,2…5 mod 11; no check digit since October 2020',
  find: [
    { kind: 'digits', forms: ['13'], weak: 'low' },
    { kind: 'digits', forms: ['6-7'], alone: 'low' },
  ],
  validate(value) {
    if (!isYyMmDd(value) || !/^.{6}[1-8]/.test(value)) return false;
    const isNew = numberAt(value, 0, 2) >= 20 && /^.{6}[3478]/.test(value);
    return (
      isNew ||
      (11 - (weightedSum(value, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === lastValue(value)
    );
  },
  context: [
    'rrn',
    '주민등록번호',
    '주민번호',
    '외국인등록번호',
    'resident registration number',
    'korean resident registration',
    'korean id',
  ],
  hits: ['주민등록번호: «840217-1321653»', 'RRN «921209-2591917»'],
  misses: ['주문 850714-1234567'],
};

const krBrn: DataType = {
  ...COMPANY,
  id: 'KR_BRN',
  name: 'Korean business registration number',
  country: 'KR',
  source: 'National Tax Service; weights 1,3,7,1,3,7,1,3,5 mod 10',
  find: [{ kind: 'digits', forms: ['3-2-5', '10'] }],
  validate(value) {
    const sum = weightedSum(value, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((charValue(value, 8) * 5) / 10);
    return (10 - (sum % 10)) % 10 === lastValue(value) && !isRepeated(value);
  },
  context: ['사업자등록번호', '사업자번호', 'korean business registration'],
  hits: ['사업자등록번호: «157-81-21687»'],
  misses: ['번호 123-45-67890'],
};

const jpMyNumber: DataType = {
  ...NATIONAL,
  id: 'JP_MY_NUMBER',
  name: 'Japanese individual number (My Number)',
  country: 'JP',
  source: 'MIC ordinance 85 of 2014; weights 6,5,4,3,2,7,6,5,4,3,2 mod 11',
  find: [{ kind: 'digits', forms: ['12', '4_4_4'] }],
  validate(value) {
    const remainder = weightedSum(value, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return (remainder <= 1 ? 0 : 11 - remainder) === lastValue(value) && !isRepeated(value);
  },
  context: ['マイナンバー', '個人番号', 'my number', 'mynumber', 'individual number', 'kojin bango'],
  hits: ['マイナンバー: «1303 6679 2679»', '個人番号 «427987648566»'],
  misses: ['注文 123456789013'],
};

const jpPassport: DataType = {
  ...PASSPORT,
  id: 'JP_PASSPORT',
  name: 'Japanese passport number',
  country: 'JP',
  source: 'Ministry of Foreign Affairs: two letters, seven digits',
  find: [{ kind: 'shape', shapes: ['AA9999999'] }],
  validate: (value) => /^[MNT]/.test(value),
  context: ['パスポート', '旅券', '旅券番号', 'パスポート番号', 'japanese passport'],
  weakContext: [],
  hits: ['旅券番号: «TK4471238»'],
  misses: ['型番 TK4471238'],
};

export const japanKorea: readonly DataType[] = [krRrn, krBrn, jpMyNumber, jpPassport];
