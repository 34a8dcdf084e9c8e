import { type DataType, STRONG, TELLING } from '../../detect/data-type.ts';
import { isDayMonth, isYyMmDd, isYyyyMmDd, numberAt } from '../checks/dates.ts';
import { isMod11Dash2 } from '../checks/iso7064.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isVerhoeff } from '../checks/verhoeff.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const inAadhaar: DataType = {
  ...NATIONAL,
  id: 'IN_AADHAAR',
  name: 'Indian Aadhaar number',
  country: 'IN',
  source: 'UIDAI, "Aadhaar numbering scheme"; Verhoeff, no palindromes',
  find: [
    { kind: 'digits', forms: ['12'] },
    { kind: 'digits', forms: ['4_4_4'], alone: 'low' },
  ],
  validate: (value) => /^[2-9]/.test(value) && isVerhoeff(value) && [...value].reverse().join('') !== value,
  context: [
    'aadhaar',
    'aadhar',
    'adhaar',
    'aadhaar number',
    'uidai',
    'aadhaar no',
    'आधार',
    'आधार संख्या',
    'uid number',
  ],
  hits: ['Aadhaar: «2796 7680 8811»', 'aadhaar_number: "«541434193777»"'],
  misses: ['order 234123412347'],
};

const inPan: DataType = {
  ...TAX,
  id: 'IN_PAN',
  name: 'Indian PAN',
  country: 'IN',
  source: 'Income Tax Department, Rule 114: fourth letter is the holder’s kind',
  find: [{ kind: 'shape', shapes: ['AAAAA9999A'] }],
  validate: (value) => /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(value) && !value.includes('0000'),
  context: ['pan', 'pan number', 'pan no', 'pan card', 'permanent account number', 'income tax pan'],
  confidence: { alone: 'low', weak: 'high', own: 'high' },
  hits: ['PAN: «BNZPM2501F»', 'pan_number,name\n«AAPFU0939F»,Asha\n'],
  misses: ['code BNZPM2501F', 'PAN: BNZXM2501F'],
};

const inGstin: DataType = {
  ...COMPANY,
  id: 'IN_GSTIN',
  name: 'Indian GST number',
  country: 'IN',
  source: 'GSTN: state, PAN, entity, Z, check over base 36',
  find: [{ kind: 'shape', shapes: ['99AAAAA9999AXZX'] }],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 14; i++) {
      const product = charValue(value, i) * (i % 2 === 0 ? 1 : 2);
      sum += Math.floor(product / 36) + (product % 36);
    }
    return (36 - (sum % 36)) % 36 === lastValue(value) && numberAt(value, 0, 2) <= 38;
  },
  context: ['gst', 'gstin', 'gst no', 'gst number'],
  confidence: STRONG,
  hits: ['GSTIN: «27AAPFU0939F1ZV»'],
  misses: ['GSTIN 27AAPFU0939F1ZA'],
};

const inVoter: DataType = {
  ...NATIONAL,
  id: 'IN_VOTER_ID',
  name: 'Indian voter id (EPIC)',
  country: 'IN',
  source: 'Election Commission of India: three letters, seven digits',
  find: [{ kind: 'shape', shapes: ['AAA9999999'] }],
  context: ['voter id', 'epic', 'epic no', 'epic number', 'voter card', 'voter identity card', 'मतदाता'],
  weakContext: [],
  hits: ['Voter ID: «KCT4481237»'],
  misses: ['part KCT4481237'],
};

const inPassport: DataType = {
  ...PASSPORT,
  id: 'IN_PASSPORT',
  name: 'Indian passport number',
  country: 'IN',
  source: 'Passport Seva: letter (not Q, X, Z), seven digits, first not 0',
  find: [{ kind: 'shape', shapes: ['A9999999', 'A_9999999'] }],
  validate: (value) => /^[A-PR-WY][1-9]\d{5}[1-9]$/.test(value),
  context: ['indian passport', 'passport seva'],
  hits: ['Indian passport «J8369854»', 'passport no: «K4417832»'],
  misses: ['bus K4417832'],
};

const pkCnic: DataType = {
  ...NATIONAL,
  id: 'PK_CNIC',
  name: 'Pakistani CNIC',
  country: 'PK',
  source: 'NADRA: 5-7-1 digits, first 1–7',
  find: [
    { kind: 'digits', forms: ['13'] },
    { kind: 'digits', forms: ['5-7-1'], alone: 'low' },
  ],
  validate: (value) => /^[1-7]/.test(value) && !isRepeated(value),
  context: [
    'cnic',
    'nicop',
    'nadra',
    'cnic number',
    'computerized national identity card',
    'shanakhti card',
    'شناختی کارڈ',
  ],
  confidence: { alone: 'none', weak: 'medium', own: 'high' },
  hits: ['CNIC: «42201-0731563-7»', 'cnic=«4220107315637»'],
  misses: ['order 4220107315637', 'CNIC 92201-0731563-7'],
};

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

const krRrn: DataType = {
  ...NATIONAL,
  id: 'KR_RRN',
  name: 'Korean resident registration number',
  country: 'KR',
  source: 'Resident Registration Act; weights 2…9,2…5 mod 11; no check digit since October 2020',
  find: [
    { kind: 'digits', forms: ['13'] },
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
    'nric',
    'MyKad',
    'kad pengenalan',
    'no kad pengenalan',
    'ic number',
    'ic no',
    'no kp',
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
  find: [{ kind: 'digits', forms: ['3-3-3', '3-3-3-3', '3-3-3-5', '9', '12'] }],
  validate: (value) => !isRepeated(value),
  context: ['bir tin', 'philippine tin', 'ph tin'],
  weakContext: ['tin'],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
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

export const asia: readonly DataType[] = [
  inAadhaar,
  inPan,
  inGstin,
  inVoter,
  inPassport,
  pkCnic,
  cnRic,
  cnUscc,
  cnPassport,
  hkHkid,
  twId,
  krRrn,
  krBrn,
  jpMyNumber,
  jpPassport,
  sgNric,
  myNric,
  thPin,
  idNik,
  phTin,
  phSss,
  vnCccd,
  ilId,
  aeEid,
  saId,
  irMelli,
];
