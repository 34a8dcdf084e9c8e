import type { Random } from '../detectors/random.ts';
import { between, birthday, chars, digits, fill, grouped, pad, UPPER, until } from './draw.ts';
import { type Subject, subject } from './subject.ts';
import { eleven, falling, luhn, mod11And2, verhoeff, weigh } from './sums.ts';

const aadhaar = (r: Random) => {
  const body = `${between(r, 2, 9)}${digits(r, 10)}`;
  return grouped(body + verhoeff(body), [4, 4], r.pick([' ', ' ', '-', '']));
};
const pan = (r: Random) =>
  `${chars(r, UPPER, 3)}${r.pick(['P', 'P', 'C', 'H', 'F'])}${chars(r, UPPER, 1)}${digits(r, 4)}${chars(r, UPPER, 1)}`;
function gstin(r: Random): string {
  const body = `${r.pick(['27', '29', '07', '33', '24'])}${pan(r)}1Z`;
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const sum = [...body].reduce((total, sign, at) => {
    const product = alphabet.indexOf(sign) * (at % 2 ? 2 : 1);
    return total + Math.floor(product / 36) + (product % 36);
  }, 0);
  return body + alphabet[(36 - (sum % 36)) % 36];
}
const cnic = (r: Random) =>
  `${r.pick(['35202', '42101', '61101', '17301'])}-${digits(r, 7)}-${between(r, 1, 9)}`;
function ric(r: Random): string {
  const born = birthday(r);
  const body = `${r.pick(['110101', '310104', '440305', '330106', '510107'])}${born.yyyy}${born.mm}${born.dd}${digits(r, 3)}`;
  return body + mod11And2(body);
}
function uscc(r: Random): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = `91310115${chars(r, alphabet, 9)}`;
  let weight = 1;
  let sum = 0;
  for (const sign of body) {
    sum += alphabet.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return body + alphabet[(31 - (sum % 31)) % 31];
}
function hkid(r: Random): string {
  const letter = chars(r, UPPER, 1);
  const body = digits(r, 6);
  const sum = 36 * 9 + (letter.charCodeAt(0) - 55) * 8 + weigh(body, falling(7));
  const check = (11 - (sum % 11)) % 11;
  return `${letter}${body}(${check === 10 ? 'A' : check})`;
}
function taiwan(r: Random): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
  const letter = chars(r, UPPER, 1);
  const code = letters.indexOf(letter) + 10;
  const body = r.pick(['1', '2']) + digits(r, 7);
  const sum = Math.floor(code / 10) + (code % 10) * 9 + weigh(body, falling(8, 1));
  return `${letter}${body}${(10 - (sum % 10)) % 10}`;
}
const rrn = (r: Random) => {
  const born = birthday(r, 1950, 1999);
  const body = `${born.yy}${born.mm}${born.dd}${1 + r.int(2)}${digits(r, 5)}`;
  const check = (11 - (weigh(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10;
  return `${body.slice(0, 6)}-${body.slice(6)}${check}`;
};
const brn = (r: Random) => {
  const body = `${between(r, 101, 899)}${pad(between(r, 1, 89), 2)}${digits(r, 4)}`;
  const sum = weigh(body, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(body[8]) * 5) / 10);
  return grouped(`${body}${(10 - (sum % 10)) % 10}`, [3, 2], '-');
};
const myNumber = (r: Random) => {
  const body = fill(r, '!##########');
  const rest = weigh(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return grouped(`${body}${rest <= 1 ? 0 : 11 - rest}`, [4, 4], r.pick([' ', '', '-']));
};
function nric(r: Random): string {
  const first = r.pick(['S', 'T', 'F', 'G']);
  const body = first === 'S' ? `7${digits(r, 6)}` : digits(r, 7);
  const sum = weigh(body, [2, 7, 6, 5, 4, 3, 2]) + (first === 'T' || first === 'G' ? 4 : 0);
  const table = first === 'S' || first === 'T' ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK';
  return first + body + table[sum % 11];
}
const mykad = (r: Random) => {
  const born = birthday(r);
  return [`${born.yy}${born.mm}${born.dd}`, r.pick(['14', '10', '07', '01']), digits(r, 4)].join(
    r.pick(['-', '-', '']),
  );
};
const thai = (r: Random) => {
  const body = `${between(r, 1, 5)}${digits(r, 11)}`;
  const check = (11 - (weigh(body, falling(13)) % 11)) % 10;
  return r.pick([
    `${body}${check}`,
    [body[0], body.slice(1, 5), body.slice(5, 10), body.slice(10), check].join('-'),
  ]);
};
const nik = (r: Random) => {
  const born = birthday(r);
  return `${r.pick(['317406', '327301', '337402', '357801'])}${pad(Number(born.dd) + (r.int(2) ? 40 : 0), 2)}${born.mm}${born.yy}${pad(between(r, 1, 99), 4)}`;
};
const cccd = (r: Random) =>
  `${r.pick(['001', '079', '048'])}${r.pick(['0', '1'])}${pad(between(r, 60, 99), 2)}${digits(r, 6)}`;
const tfn = (r: Random) =>
  until(() => {
    const body = fill(r, '!#######');
    const sum = weigh(body, [1, 4, 3, 7, 5, 8, 6, 9]);
    for (let last = 0; last < 10; last++)
      if ((sum + last * 10) % 11 === 0) return grouped(`${body}${last}`, [3, 3], r.pick([' ', '']));
    return undefined;
  });
const abn = (r: Random) =>
  until(() => {
    const body = digits(r, 9);
    const sum = weigh(body, [3, 5, 7, 9, 11, 13, 15, 17, 19]);
    for (let head = 10; head < 100; head++) {
      const whole = (Math.floor(head / 10) - 1) * 10 + (head % 10) + sum;
      if (whole % 89 === 0) return r.pick([`${head}${body}`, grouped(`${head}${body}`, [2, 3, 3], ' ')]);
    }
    return undefined;
  });
const acn = (r: Random) => {
  const body = `0${digits(r, 7)}`;
  return grouped(`${body}${(10 - (weigh(body, falling(8, 1)) % 10)) % 10}`, [3, 3], ' ');
};
const medicareAu = (r: Random) => {
  const body = `${between(r, 2, 6)}${digits(r, 7)}`;
  const value = `${body}${weigh(body, [1, 3, 7, 9]) % 10}1`;
  return r.pick([value, grouped(value, [4, 5], ' ')]);
};
const ird = (r: Random) =>
  until(() => {
    const body = pad(between(r, 1_000_000, 14_999_999), 8);
    const check = eleven(body, [3, 2, 7, 6, 5, 4, 3, 2]) ?? eleven(body, [7, 4, 3, 2, 5, 2, 7, 6]);
    return (
      check &&
      r.pick(
        [`${body}${check}`, grouped(`${body}${check}`, [3, 3], '-')]
          .filter((each) => !each.startsWith('0'))
          .concat(grouped(`${body}${check}`, [3, 3], '-')),
      )
    );
  });
const israeli = (r: Random) => {
  const body = r.pick(['0', '2', '3']) + digits(r, 7);
  return body + luhn(body);
};
const zaId = (r: Random) => {
  const born = birthday(r);
  const body = `${born.yy}${born.mm}${born.dd}${digits(r, 4)}08`;
  return body + luhn(body);
};
const emirates = (r: Random) => {
  const body = `784${between(r, 1950, 2005)}${digits(r, 7)}`;
  return [body.slice(0, 3), body.slice(3, 7), body.slice(7), luhn(body)].join('-');
};
const saudi = (r: Random) => {
  const body = r.pick(['1', '2']) + digits(r, 8);
  return body + luhn(body);
};
const iranian = (r: Random) => {
  const body = fill(r, '0!#######');
  const rest = weigh(body, falling(10)) % 11;
  return `${body}${rest < 2 ? rest : 11 - rest}`;
};
const egyptian = (r: Random) => {
  const born = birthday(r, 1950, 1999);
  return `2${born.yy}${born.mm}${born.dd}${r.pick(['01', '02', '21', '88'])}${digits(r, 5)}`;
};

export const ASIA_PACIFIC: readonly Subject[] = [
  subject(
    'IN_AADHAAR',
    aadhaar,
    ['Aadhaar Number', 'Aadhaar No.', 'UIDAI', 'aadhar card', 'आधार संख्या', 'aadhaar_no'],
    ['Sir, my aadhar no is {} kindly update KYC.', 'मेरा आधार नंबर {} है।'],
  ),
  subject(
    'IN_PAN',
    pan,
    ['PAN', 'PAN No', 'PAN card', 'Permanent Account Number', 'pan_number'],
    ['Attached is Form 16, PAN {}.'],
  ),
  subject('IN_GSTIN', gstin, ['GSTIN', 'GST No.', 'GST number'], ['Bill to: Sharma Traders, GSTIN {}']),
  subject('IN_VOTER_ID', (r) => fill(r, '@@@#######'), ['Voter ID', 'EPIC No', 'voter id card number']),
  subject(
    'PK_CNIC',
    cnic,
    ['CNIC', 'CNIC No.', 'NADRA CNIC', 'شناختی کارڈ نمبر'],
    ['Muhammad Ali s/o Ahmed, CNIC {}, Lahore'],
  ),
  subject(
    'CN_RIC',
    ric,
    ['身份证号码', '身份证号', '公民身份号码', 'Chinese ID number', 'resident identity card'],
    ['张伟,身份证号{},现住上海市。', '请核对身份证:{}'],
  ),
  subject('CN_USCC', uscc, ['统一社会信用代码', 'USCC', 'Unified Social Credit Code']),
  subject(
    'HK_HKID',
    hkid,
    ['HKID', 'Hong Kong ID', '香港身份證號碼', 'HKID No.'],
    ['Tenant Chan Tai Man (HKID: {}) agrees to the lease.'],
  ),
  subject('TW_ID', taiwan, ['身分證字號', '身分證統一編號', 'Taiwan ID'], ['王小明,身分證字號 {},台北市']),
  subject(
    'KR_RRN',
    rrn,
    ['주민등록번호', '주민번호', 'resident registration number', 'RRN'],
    ['김민수 (주민등록번호 {}) 서울특별시 강남구'],
  ),
  subject('KR_BRN', brn, ['사업자등록번호', 'Business registration number', '사업자번호']),
  subject(
    'JP_MY_NUMBER',
    myNumber,
    ['マイナンバー', '個人番号', 'My Number', 'individual number'],
    ['年末調整のためマイナンバー {} を登録しました。'],
  ),
  subject(
    'SG_NRIC',
    nric,
    ['NRIC', 'NRIC No.', 'FIN', 'NRIC/FIN', 'nric_no'],
    ['Tan Wei Ming, NRIC {}, Blk 123 Ang Mo Kio'],
  ),
  subject(
    'MY_NRIC',
    mykad,
    ['MyKad', 'No. Kad Pengenalan', 'NRIC', 'IC No', 'no kp'],
    ['Nama: Aminah binti Yusof, No. K/P: {}'],
  ),
  subject(
    'TH_PIN',
    thai,
    ['เลขประจำตัวประชาชน', 'เลขบัตรประชาชน', 'Thai ID', 'national ID'],
    ['นายสมชาย ใจดี เลขประจำตัวประชาชน {} กรุงเทพฯ'],
  ),
  subject(
    'ID_NIK',
    nik,
    ['NIK', 'Nomor Induk Kependudukan', 'No. KTP', 'nomor KTP'],
    ['Saya Budi Santoso, NIK {}, alamat Bandung'],
  ),
  subject(
    'PH_TIN',
    (r) => r.pick([fill(r, '!##-###-###-000'), fill(r, '!##-###-###')]),
    ['TIN', 'TIN No.', 'Taxpayer Identification Number', 'BIR TIN'],
    ['Juan dela Cruz, TIN {} (BIR form 1902)'],
  ),
  subject(
    'VN_CCCD',
    cccd,
    ['CCCD', 'số CCCD', 'căn cước công dân', 'Số căn cước'],
    ['Ông Nguyễn Văn An, số CCCD {}, Hà Nội'],
  ),
  subject(
    'AU_TFN',
    tfn,
    ['TFN', 'Tax File Number', 'tax file no.'],
    ['For super: my tax file number is {}.'],
  ),
  subject(
    'AU_ABN',
    abn,
    ['ABN', 'A.B.N.', 'Australian Business Number'],
    ['Tax invoice, Outback Tools Pty Ltd, ABN {}'],
  ),
  subject('AU_ACN', acn, ['ACN', 'A.C.N.', 'Australian Company Number']),
  subject(
    'AU_MEDICARE',
    medicareAu,
    ['Medicare No', 'Medicare card number', 'Medicare number', 'medicare_number'],
    ['Bulk billed, Medicare card no. {}, Sydney NSW'],
  ),
  subject('NZ_IRD', ird, ['IRD number', 'IRD No.', 'IRD'], ['Employee tax code M, IRD number {}']),
  subject(
    'IL_ID',
    israeli,
    ['תעודת זהות', 'מספר זהות', 'ת.ז.', 'Teudat Zehut', 'Israeli ID'],
    ['שמי דוד כהן, ת.ז. {} מתל אביב'],
  ),
  subject(
    'ZA_ID',
    zaId,
    ['ID Number', 'South African ID', 'SA ID number', 'RSA ID', 'identity number'],
    ['Thabo Nkosi, SA ID no {}, Johannesburg'],
  ),
  subject(
    'AE_EMIRATES_ID',
    emirates,
    ['Emirates ID', 'EID', 'رقم الهوية', 'Emirates ID No.'],
    ['Visa stamped in Dubai, Emirates ID {}.'],
  ),
  subject(
    'SA_NATIONAL_ID',
    saudi,
    ['رقم الهوية الوطنية', 'Saudi National ID', 'Iqama number', 'رقم الإقامة', 'Iqama No'],
    ['Driver iqama no. {} expires in Rajab.'],
  ),
  subject(
    'IR_NATIONAL_CODE',
    iranian,
    ['کد ملی', 'شماره ملی', 'Iranian national code'],
    ['علی رضایی، کد ملی {}، تهران'],
  ),
  subject(
    'EG_NATIONAL_ID',
    egyptian,
    ['الرقم القومي', 'Egyptian national ID', 'رقم قومي'],
    ['الاسم: محمد علي، الرقم القومي {}'],
  ),
  subject(
    'NG_NIN',
    (r) => fill(r, '!##########'),
    ['NIN', 'National Identification Number', 'NIMC NIN'],
    ['Chinedu Okafor, NIN {}, Lagos'],
  ),
  subject('NG_BVN', (r) => `22${digits(r, 9)}`, ['BVN', 'Bank Verification Number']),
  subject(
    'KE_KRA_PIN',
    (r) => `A0${digits(r, 8)}${chars(r, UPPER, 1)}`,
    ['KRA PIN', 'PIN No. (KRA)', 'iTax PIN'],
    ['Wanjiku Kamau, KRA PIN {}, Nairobi'],
  ),
];
