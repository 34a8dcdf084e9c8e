import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isDayMonth, isYyMmDd, numberAt } from '../checks/dates.ts';
import { isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { NATIONAL, TAX } from '../defaults.ts';

const sgNric: DataType = {
  ...NATIONAL,
  id: 'SG_NRIC',
  name: 'Singaporean NRIC/FIN',
  country: 'SG',
  source: 'ICA; weights 2,7,6,5,4,3,2, offset 4 for T and G, 3 for M',
  find: [{ kind: 'shape', shapes: ['a9999999a'] }],
  validate(value) {
    const first = value[0]!;
    if (!'STFGM'.includes(first)) return false;
    const offset = first === 'T' || first === 'G' ? 4 : first === 'M' ? 3 : 0;
    const rank = (weightedSum(value.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
    const letters = 'ST'.includes(first) ? 'JZIHGFEDCBA' : first === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK';
    return (first === 'M' ? letters[10 - rank] : letters[rank]) === value[8];
  },
  context: ['nric', 'fin', 'nric no', 'nric number', 'singapore id', 'identification no', 'fin number'],
  confidence: { ...TELLING, alone: 'low' },
  mask: { tail: 4 },
  hits: ['NRIC: «S1015194E»', 'FIN «G1235765L»'],
  misses: ['NRIC S1234567A'],
};

const myNric: DataType = {
  ...NATIONAL,
  id: 'MY_NRIC',
  name: 'Malaysian NRIC',
  country: 'MY',
  source: 'JPN: yymmdd, place of birth, serial',
  find: [
    { kind: 'digits', forms: ['12'] },
    { kind: 'digits', forms: ['6-2-4'], alone: 'low' },
  ],
  validate(value) {
    const place = numberAt(value, 6, 2);
    return (
      isYyMmDd(value) &&
      place >= 1 &&
      place !== 17 &&
      place !== 18 &&
      place !== 19 &&
      place !== 20 &&
      place < 100
    );
  },
  context: [
    'malaysian ic',
    'nric',
    'MyKad',
    'kad pengenalan',
    'no kad pengenalan',
    'ic number',
    'ic no',
    'no kp',
    'k/p',
    'no k/p',
    'malaysian id',
    'MyKad number',
  ],
  hits: ['No. Kad Pengenalan: «880714-14-5523»', 'MyKad «880714145523»'],
  misses: ['pesanan 880714145523', 'MyKad 881914-14-5523'],
};

const thPin: DataType = {
  ...NATIONAL,
  id: 'TH_PIN',
  name: 'Thai identity number',
  country: 'TH',
  source: 'DOPA; weights 13…2 mod 11',
  find: [
    { kind: 'digits', forms: ['13'] },
    { kind: 'digits', forms: ['1_4_5_2_1'], alone: 'low' },
  ],
  validate: (value) =>
    /^[1-8]/.test(value) &&
    (11 - (weightedSum(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastValue(value) &&
    !isRepeated(value),
  context: ['เลขประจำตัวประชาชน', 'บัตรประชาชน', 'เลขบัตรประชาชน', 'thai id', 'thai national id', 'citizen id'],
  hits: ['เลขประจำตัวประชาชน «1-4596-27051-73-4»', 'Thai ID: «3321476409767»'],
  misses: ['คำสั่งซื้อ 1101700207031'],
};

const idNik: DataType = {
  ...NATIONAL,
  id: 'ID_NIK',
  name: 'Indonesian NIK',
  country: 'ID',
  source: 'Dukcapil: region of six, ddmmyy (women day +40), serial',
  find: [{ kind: 'digits', forms: ['16'] }],
  validate(value) {
    const day = numberAt(value, 6, 2);
    const province = numberAt(value, 0, 2);
    return (
      province >= 11 &&
      province <= 96 &&
      isDayMonth(day > 40 ? day - 40 : day, numberAt(value, 8, 2)) &&
      !value.endsWith('0000')
    );
  },
  context: [
    'nik',
    'ktp',
    'nomor induk kependudukan',
    'no ktp',
    'nomor ktp',
    'no nik',
    'e-ktp',
    'indonesian id',
  ],
  hits: ['NIK: «3174054507890011»'],
  misses: ['pesanan 3174054507890011'],
};

const phTin: DataType = {
  ...TAX,
  id: 'PH_TIN',
  name: 'Philippine TIN',
  country: 'PH',
  source: 'BIR: nine digits and a branch code of three to five',
  find: [
    { kind: 'digits', forms: ['3-3-3', '3-3-3-3', '3-3-3-5'] },
    { kind: 'digits', forms: ['9', '12'], weak: 'low' },
  ],
  validate: (value) => !isRepeated(value),
  context: ['bir tin', 'philippine tin', 'ph tin'],
  weakContext: ['tin', 'taxpayer identification number', 'tax identification number', 'tin no', 'tin number'],
  confidence: { alone: 'none', weak: 'medium', own: 'high' },
  hits: ['BIR TIN: «243-881-905-000»', 'TIN «243-881-905» (Philippines)'],
  misses: ['order 243-881-905'],
};

const phSss: DataType = {
  ...NATIONAL,
  id: 'PH_SSS',
  name: 'Philippine social security number',
  country: 'PH',
  source: 'SSS: 2-7-1 digits',
  find: [{ kind: 'digits', forms: ['2-7-1', '10'] }],
  validate: (value) => !isRepeated(value),
  context: ['sss', 'sss number', 'sss no'],
  weakContext: [],
  hits: ['SSS No.: «34-1928374-5»'],
  misses: ['part 34-1928374-5'],
};

const vnCccd: DataType = {
  ...NATIONAL,
  id: 'VN_CCCD',
  name: 'Vietnamese citizen identity number',
  country: 'VN',
  source: 'Nghị định 137/2015: province, century and sex, year, six digits',
  find: [{ kind: 'digits', forms: ['12'] }],
  validate: (value) => numberAt(value, 0, 3) >= 1 && numberAt(value, 0, 3) <= 96 && /^.{3}[0-3]/.test(value),
  context: [
    'cccd',
    'căn cước',
    'căn cước công dân',
    'cmnd',
    'số cccd',
    'chứng minh nhân dân',
    'số định danh',
  ],
  hits: ['Số CCCD: «079188004412»'],
  misses: ['đơn hàng 079188004412'],
};

export const southEastAsia: readonly DataType[] = [sgNric, myNric, thPin, idNik, phTin, phSss, vnCccd];
