import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, isDdMmYy, isYyMmDd, numberAt } from '../checks/dates.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const plPesel: DataType = {
  ...NATIONAL,
  id: 'PL_PESEL',
  name: 'Polish PESEL number',
  country: 'PL',
  source: 'Ustawa o ewidencji ludności; month +80/20/40/60 by century; weights 1,3,7,9 mod 10',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) =>
    isDayMonth(numberAt(value, 4, 2), numberAt(value, 2, 2) % 20) &&
    weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  context: ['pesel', 'numer pesel', 'nr pesel', 'polish national id'],
  hits: ['PESEL: «84061889998»', 'pesel;imie\n«99110145835»;Jan\n'],
  misses: ['zamówienie 85071412349'],
};

const plNip: DataType = {
  ...COMPANY,
  id: 'PL_NIP',
  name: 'Polish tax number (NIP)',
  country: 'PL',
  source: 'Ministerstwo Finansów; weights 6,5,7,2,3,4,5,6,7 mod 11',
  find: [{ kind: 'digits', forms: ['10', '3_3_2_2', '3_2_2_3'] }],
  validate: (value) =>
    weightedSum(value, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === lastValue(value) && !isRepeated(value),
  context: ['nip', 'nr nip', 'numer nip', 'numer identyfikacji podatkowej', 'polish tax number'],
  hits: ['NIP: «588-430-63-27»', 'NIP «7426395582»'],
  misses: ['zamówienie 5260001246'],
};

const plRegon: DataType = {
  ...COMPANY,
  id: 'PL_REGON',
  name: 'Polish business number (REGON)',
  country: 'PL',
  source: 'GUS, REGON; weights 8,9,2,3,4,5,6,7 mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['9', '14'] }],
  validate: (value) =>
    (weightedSum(value, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 === charValue(value, 8) && !isRepeated(value),
  context: ['regon', 'nr regon', 'numer regon'],
  hits: ['REGON «196109740»'],
  misses: ['faktura 123456785'],
};

const plIdCard: DataType = {
  ...NATIONAL,
  group: 'travel',
  id: 'PL_ID_CARD',
  name: 'Polish identity card number',
  country: 'PL',
  source: 'Rozporządzenie MSWiA: three letters, check digit, five digits; weights 7,3,1',
  find: [{ kind: 'shape', shapes: ['AAA_999999'] }],
  validate: (value) => weightedSum(value, [7, 3, 1, 9, 7, 3, 1, 7, 3]) % 10 === 0,
  context: [
    'dowód osobisty',
    'dowodu osobistego',
    'nr dowodu',
    'numer dowodu',
    'seria i numer dowodu',
    'polish id card',
  ],
  hits: ['Nr dowodu osobistego: «ABS442748»', 'dowód osobisty «AYW 808826»'],
  misses: ['model ABS123456'],
};

const plPassport: DataType = {
  ...PASSPORT,
  id: 'PL_PASSPORT',
  name: 'Polish passport number',
  country: 'PL',
  source: 'ICAO Doc 9303; two letters, seven digits; weights 7,3,9,1,7,3,1,7,3',
  find: [{ kind: 'shape', shapes: ['AA_9999999'] }],
  validate: (value) => weightedSum(value, [7, 3, 9, 1, 7, 3, 1, 7, 3]) % 10 === 0,
  context: ['paszport', 'nr paszportu', 'numer paszportu', 'polish passport'],
  hits: ['Nr paszportu: «EM8776789»'],
  misses: ['lot EM9638245'],
};

const czRc: DataType = {
  ...NATIONAL,
  id: 'CZ_RC',
  name: 'Czech and Slovak birth number',
  country: 'CZ',
  source: 'Zákon č. 133/2000 Sb.: yymmdd (women month +50, +20/+70 since 2004), mod 11 with ten digits',
  find: [
    { kind: 'digits', forms: ['10', '9'] },
    { kind: 'digits', forms: ['6/4', '6/3'], alone: 'low' },
  ],
  validate(value) {
    let month = numberAt(value, 2, 2);
    if (month > 50) month -= 50;
    if (month > 20) month -= 20;
    if (!isDayMonth(numberAt(value, 4, 2), month)) return false;
    if (value.length === 9) return numberAt(value, 0, 2) <= 53 && !value.endsWith('000');
    return Number(value) % 11 === 0 || (Number(value.slice(0, 9)) % 11 === 10 && value.endsWith('0'));
  },
  context: [
    'rodné číslo',
    'rodne cislo',
    'r.č',
    'rč',
    'rodného čísla',
    'birth number',
    'czech birth number',
    'slovak birth number',
  ],
  hits: ['Rodné číslo: «870911/6647»', 'RČ «9055168661»'],
  misses: ['číslo 850714/1235'],
};

const czIco: DataType = {
  ...COMPANY,
  id: 'CZ_ICO',
  name: 'Czech and Slovak company number (IČO)',
  country: 'CZ',
  source: 'ČSÚ, IČO; weights 8…2 mod 11',
  find: [{ kind: 'digits', forms: ['8', '2_3_3'] }],
  validate: (value) =>
    (11 - (weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastValue(value) && !isRepeated(value),
  context: ['ičo', 'ico', 'ič', 'identifikační číslo'],
  hits: ['IČO: «27637441»'],
  misses: ['faktura 27074358'],
};

const roCnp: DataType = {
  ...NATIONAL,
  id: 'RO_CNP',
  name: 'Romanian personal code (CNP)',
  country: 'RO',
  source: 'Legea 105/1996; counties 01–52, 70, 80–83; weights 279146358279 mod 11',
  find: [{ kind: 'digits', forms: ['13'] }],
  validate(value) {
    const county = numberAt(value, 7, 2);
    const isCounty = (county >= 1 && county <= 48) || [51, 52, 70, 80, 81, 82, 83].includes(county);
    if (!isCounty || value.startsWith('0') || !isYyMmDd(value, 1)) return false;
    const remainder = weightedSum(value, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return (remainder === 10 ? 1 : remainder) === lastValue(value);
  },
  context: ['cnp', 'cod numeric personal', 'c.n.p', 'romanian personal code', 'codul numeric personal'],
  hits: ['CNP: «1830913477399»', 'cod numeric personal «2921122109560»'],
  misses: ['comanda 1850714400127'],
};

const roCui: DataType = {
  ...COMPANY,
  id: 'RO_CUI',
  name: 'Romanian company tax code (CUI)',
  country: 'RO',
  source: 'ANAF; weights 7,5,3,2,1,7,5,3,2 from the right, × 10 mod 11 mod 10',
  find: [
    { kind: 'digits', forms: ['6', '7', '8', '9', '10'] },
    { kind: 'shape', shapes: ['RO99999999', 'RO9999999', 'RO999999'] },
  ],
  validate(value) {
    const digits = value.replace('RO', '').padStart(10, '0');
    return ((weightedSum(digits, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === lastValue(digits);
  },
  context: ['cui', 'cod fiscal', 'cod unic de înregistrare', 'c.u.i', 'cod de înregistrare fiscală', 'cif'],
  hits: ['CUI: «18234101»'],
  misses: ['factura 18547291'],
};

const bgEgn: DataType = {
  ...NATIONAL,
  id: 'BG_EGN',
  name: 'Bulgarian personal number (EGN)',
  country: 'BG',
  source: 'ГРАО, ЕГН; month +20/+40; weights 2,4,8,5,10,9,7,3,6 mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (value) =>
    isDayMonth(numberAt(value, 4, 2), numberAt(value, 2, 2) % 20) &&
    numberAt(value, 2, 2) <= 52 &&
    (weightedSum(value, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === lastValue(value),
  context: ['egn', 'егн', 'единен граждански номер', 'bulgarian personal number', 'лнч'],
  hits: ['ЕГН: «8102164104»', 'EGN «7810204317»'],
  misses: ['поръчка 8507140123'],
};

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
  context: ['isikukood', 'isikukoodi', 'estonian personal code', 'estonian id code', 'ik'],
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
  context: ['asmens kodas', 'asmens kodo', 'a.k', 'lithuanian personal code'],
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
  context: ['personas kods', 'personas kodu', 'p.k', 'latvian personal code'],
  hits: ['Personas kods: «160585-10879»', 'personas kods «325951-62792»'],
  misses: ['pasūtījums 161175-19997'],
};

const huTaj: DataType = {
  ...NATIONAL,
  id: 'HU_TAJ',
  name: 'Hungarian social security number (TAJ)',
  country: 'HU',
  source: 'NEAK, TAJ; weights 3,7 mod 10',
  find: [{ kind: 'digits', forms: ['9', '3_3_3'] }],
  validate: (value) =>
    weightedSum(value, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === lastValue(value) && !isRepeated(value),
  context: [
    'taj',
    'taj szám',
    'taj-szám',
    'tajszám',
    'társadalombiztosítási azonosító',
    'társadalombiztosítási azonosító jel',
  ],
  hits: ['TAJ-szám: «126 983 058»'],
  misses: ['rendelés 123456788'],
};

const huTaxId: DataType = {
  ...TAX,
  id: 'HU_TAX_ID',
  name: 'Hungarian personal tax number',
  country: 'HU',
  source: 'NAV, adóazonosító jel: 8, days since 1867, serial; weights 1…9 mod 11',
  find: [{ kind: 'digits', forms: ['10'] }],
  validate: (value) =>
    value.startsWith('8') && weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === lastValue(value),
  context: ['adóazonosító', 'adóazonosító jel', 'adóazonosító jele', 'hungarian tax id'],
  hits: ['Adóazonosító jel: «8150692967»'],
  misses: ['rendelés 8071592153'],
};

const huAdoszam: DataType = {
  ...COMPANY,
  id: 'HU_TAX_NUMBER',
  name: 'Hungarian company tax number',
  country: 'HU',
  source: 'NAV, adószám: eight digits (9,7,3,1 mod 10), VAT code, county',
  find: [{ kind: 'digits', forms: ['8-1-2', '11'] }],
  validate: (value) => weightedSum(value, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 && /^.{8}[1-5]/.test(value),
  context: ['adószám', 'adószáma', 'hungarian tax number'],
  hits: ['Adószám: «19617570-2-44»'],
  misses: ['szám 12892312-2-42'],
};

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
  context: ['снилс', 'snils', 'страховой номер', 'страховое свидетельство'],
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
  context: ['иин', 'жсн', 'iin', 'индивидуальный идентификационный номер', 'kazakh id'],
  hits: ['ИИН: «810410337196»'],
  misses: ['заказ 850714300122'],
};

export const easternEurope: readonly DataType[] = [
  plPesel,
  plNip,
  plRegon,
  plIdCard,
  plPassport,
  czRc,
  czIco,
  roCnp,
  roCui,
  bgEgn,
  eeIk,
  ltAk,
  lvPk,
  huTaj,
  huTaxId,
  huAdoszam,
  ruInn,
  ruSnils,
  ruPassport,
  uaRntrc,
  trTckn,
  trVkn,
  kzIin,
];
