import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isDayMonth, isDdMmYy, numberAt } from '../checks/dates.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue, isRepeated, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL } from '../defaults.ts';

const HETU_SIGNS = '+-ABCDEFUVWXY';
const HETU_CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

const fiHetu: DataType = {
  ...NATIONAL,
  id: 'FI_HETU',
  name: 'Finnish personal identity code',
  country: 'FI',
  source: 'Digital and Population Data Services Agency, "The personal identity code"; signs since 2023',
  find: [
    {
      kind: 'shape',
      shapes: ['999999-999x', '999999+999x', '999999a999x'],
      run: [6, 11],
      match: (text, start) =>
        /^\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Ya-y]$/.test(text.slice(start, start + 11)) ? start + 11 : -1,
    },
    { kind: 'digits', forms: ['6-4'], alone: 'low' },
  ],
  validate(value) {
    const digits = value.length === 10 ? value : value.slice(0, 6) + value.slice(7);
    if (value.length === 11 && !HETU_SIGNS.includes(value[6]!)) return false;
    return isDdMmYy(digits) && HETU_CHECKS[numberAt(digits, 0, 9) % 31] === digits[9];
  },
  context: [
    'hetu',
    'henkilötunnus',
    'henkilötunnuksen',
    'henkilötunnukseni',
    'henkilötunnusta',
    'henkilötunnuksesi',
    'henkilötunnuksella',
    'personbeteckning',
    'finnish personal identity code',
    'sosiaaliturvatunnus',
    'sosiaaliturvatunnuksen',
  ],
  confidence: TELLING,
  mask: { tail: 0 },
  hits: ['Henkilötunnus: «231043-360L»', 'hetu «060790A493M»', 'Asiakkaan henkilötunnus on «050572-4401».'],
  misses: ['HETU 320580-123A', 'part 131052-308'],
};

const sePersonnummer: DataType = {
  ...NATIONAL,
  id: 'SE_PERSONNUMMER',
  name: 'Swedish personal identity number',
  country: 'SE',
  source: 'Skatteverket, SKV 704; day +60 for coordination numbers',
  find: [
    { kind: 'digits', forms: ['10', '12'] },
    { kind: 'digits', forms: ['6-4', '8-4'], alone: 'low' },
  ],
  validate(value) {
    const digits = value.slice(-10);
    const day = numberAt(digits, 4, 2);
    if (value.length === 12 && !/^(18|19|20)/.test(value)) return false;
    return isDayMonth(day > 60 ? day - 60 : day, numberAt(digits, 2, 2)) && isLuhn(digits);
  },
  context: [
    'personnummer',
    'personnr',
    'pers nr',
    'person nr',
    'pnr',
    'samordningsnummer',
    'swedish personal number',
    'swedish personal identity number',
    'svenskt personnummer',
  ],
  hits: ['Personnummer: «840616-1854»', '"personnummer":"«198806195882»"'],
  misses: ['order 811218-9876', 'ref 8112189876'],
};

const NO_FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const NO_SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

const noFodselsnummer: DataType = {
  ...NATIONAL,
  id: 'NO_FODSELSNUMMER',
  name: 'Norwegian birth number',
  country: 'NO',
  source: 'Skatteetaten; D numbers: day +40',
  find: [{ kind: 'digits', forms: ['11', '6_5'] }],
  validate(value) {
    const day = numberAt(value, 0, 2);
    if (!isDayMonth(day > 40 ? day - 40 : day, numberAt(value, 2, 2) % 40)) return false;
    const first = (11 - (weightedSum(value, NO_FIRST) % 11)) % 11;
    const second = (11 - (weightedSum(value, NO_SECOND) % 11)) % 11;
    return first === charValue(value, 9) && second === charValue(value, 10);
  },
  context: [
    'fødselsnummer',
    'fødselsnummeret',
    'fodselsnummer',
    'fødselsnr',
    'fnr',
    'personnummer',
    'd-nummer',
    'norwegian birth number',
    'norwegian national id',
  ],
  hits: ['Fødselsnummer «14057122960»', 'fnr: «061189 82221»'],
  misses: ['ordre 13057812345'],
};

const dkCpr: DataType = {
  ...NATIONAL,
  id: 'DK_CPR',
  name: 'Danish CPR number',
  country: 'DK',
  source: 'CPR-kontoret, "Personnummeret i CPR"; numbers without mod 11 since 2007',
  find: [{ kind: 'digits', forms: ['6-4', '6 4', '10'] }],
  validate: (value) => isDdMmYy(value) && !isRepeated(value),
  context: ['cpr', 'cpr nr', 'cpr nummer', 'cpr number', 'personnummer', 'danish personal number', 'cprnr'],
  weakContext: [],
  hits: ['CPR-nummer: «070761-4285»', '"cpr": "«0707614285»"'],
  misses: ['CPR 410761-4285', 'faktura 070761-4285'],
};

const isKennitala: DataType = {
  ...NATIONAL,
  id: 'IS_KT',
  name: 'Icelandic kennitala',
  country: 'IS',
  source: 'Registers Iceland; companies: day +40',
  find: [{ kind: 'digits', forms: ['6-4', '10'] }],
  validate(value) {
    const day = numberAt(value, 0, 2);
    if (!isDayMonth(day > 40 ? day - 40 : day, numberAt(value, 2, 2)) || !/[089]$/.test(value)) return false;
    if (value.endsWith('0') && 2000 + numberAt(value, 4, 2) > new Date().getUTCFullYear()) return false;
    return (weightedSum(value, [3, 2, 7, 6, 5, 4, 3, 2]) + charValue(value, 8)) % 11 === 0;
  },
  context: ['kennitala', 'kennitölu', 'kt', 'icelandic id', 'icelandic national id'],
  hits: ['Kennitala: «140174-2549»'],
  misses: ['nr 120174-3399'],
};

const seOrgnr: DataType = {
  ...COMPANY,
  id: 'SE_ORGNR',
  name: 'Swedish organisation number',
  country: 'SE',
  source: 'Bolagsverket; third digit at least 2; Luhn',
  find: [{ kind: 'digits', forms: ['6-4', '10'] }],
  validate: (value) => numberAt(value, 2, 2) >= 20 && isLuhn(value) && !isRepeated(value),
  context: ['organisationsnummer', 'org nr', 'orgnr', 'orgnummer', 'swedish organisation number'],
  hits: ['Org.nr: «557953-0642»'],
  misses: ['faktura 556677-8899'],
};

const noOrgnr: DataType = {
  ...COMPANY,
  id: 'NO_ORGNR',
  name: 'Norwegian organisation number',
  country: 'NO',
  source: 'Brønnøysundregistrene, "Organisasjonsnummeret"; mod 11',
  find: [{ kind: 'digits', forms: ['9', '3_3_3'] }],
  validate: (value) => /^[89]/.test(value) && weightedSum(value, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  context: ['organisasjonsnummer', 'orgnr', 'org nr', 'foretaksnummer', 'norwegian organisation number'],
  hits: ['Organisasjonsnummer «939 769 773»'],
  misses: ['telefon 974 760 674'],
};

const dkCvr: DataType = {
  ...COMPANY,
  id: 'DK_CVR',
  name: 'Danish CVR number',
  country: 'DK',
  source: 'Erhvervsstyrelsen, CVR; mod 11',
  find: [{ kind: 'digits', forms: ['8', '2_2_2_2'] }],
  validate: (value) => !value.startsWith('0') && weightedSum(value, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  context: ['cvr', 'cvr nr', 'cvr nummer', 'cvr number', 'danish company number', 'se nummer'],
  hits: ['CVR-nr. «18871092»'],
  misses: ['ordre 13585628'],
};

const fiYtunnus: DataType = {
  ...COMPANY,
  id: 'FI_BUSINESS_ID',
  name: 'Finnish business id',
  country: 'FI',
  source: 'YTJ, "Business ID"; weights 7,9,10,5,8,4,2 mod 11',
  find: [{ kind: 'digits', forms: ['7-1'] }],
  validate: (value) => weightedSum(value, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0,
  context: ['y-tunnus', 'y-tunnuksen', 'ytunnus', 'fo-nummer', 'finnish business id', 'business id'],
  hits: ['Y-tunnus: «2119402-7»'],
  misses: ['osa 2345678-9'],
};

export const nordics: readonly DataType[] = [
  fiHetu,
  sePersonnummer,
  noFodselsnummer,
  dkCpr,
  isKennitala,
  seOrgnr,
  noOrgnr,
  dkCvr,
  fiYtunnus,
];
