import { type DataType, STRONG, TELLING } from '../../detect/data-type.ts';
import { isDayMonth, isDdMmYy, numberAt } from '../checks/dates.ts';
import { isMod11Comma10 } from '../checks/iso7064.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

const esNif: DataType = {
  ...NATIONAL,
  id: 'ES_NIF',
  name: 'Spanish DNI/NIF',
  country: 'ES',
  source: 'Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE"',
  find: [{ kind: 'shape', shapes: ['99999999_a', '99.999.999_a'] }],
  validate: (value) => DNI_LETTERS[numberAt(value, 0, 8) % 23] === value[8] && !isRepeated(value.slice(0, 8)),
  context: [
    'dni',
    'nif',
    'd.n.i',
    'n.i.f',
    'documento nacional de identidad',
    'número de identificación fiscal',
    'número de dni',
    'spanish id',
  ],
  confidence: { ...TELLING, alone: 'low' },
  hits: ['DNI: «20092648-D»', 'El NIF «31002418M» figura en el contrato', 'dni;nombre\n«69647788Q»;Ana\n'],
  misses: ['ref 12345678-B'],
};

const esNie: DataType = {
  ...NATIONAL,
  id: 'ES_NIE',
  name: 'Spanish NIE (foreigners)',
  country: 'ES',
  source: 'Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE"',
  find: [{ kind: 'shape', shapes: ['a_9999999_a'] }],
  validate: (value) =>
    /^[XYZ]/.test(value) &&
    DNI_LETTERS[Number(`${'XYZ'.indexOf(value[0]!)}${value.slice(1, 8)}`) % 23] === value[8],
  context: ['nie', 'n.i.e', 'número de identidad de extranjero', 'nif', 'extranjero', 'extranjería'],
  confidence: { ...TELLING, alone: 'low' },
  hits: ['NIE «X5633024W»', '"nie": "«Y-6812957-A»"'],
  misses: ['modelo X1234567A'],
};

const esCif: DataType = {
  ...COMPANY,
  id: 'ES_CIF',
  name: 'Spanish company tax number',
  country: 'ES',
  source: 'AEAT, composición del NIF de personas jurídicas',
  find: [{ kind: 'shape', shapes: ['A_9999999_X'] }],
  validate(value) {
    if (!/^[ABCDEFGHJNPQRSUVW]/.test(value)) return false;
    let sum = 0;
    for (let i = 1; i < 8; i++) {
      const product = charValue(value, i) * (i % 2 === 1 ? 2 : 1);
      sum += product > 9 ? product - 9 : product;
    }
    const check = (10 - (sum % 10)) % 10;
    return value[8] === String(check) || value[8] === 'JABCDEFGHI'[check];
  },
  context: ['cif', 'c.i.f', 'nif', 'código de identificación fiscal', 'spanish company tax'],
  hits: ['CIF: «B7428090J»'],
  misses: ['modelo B58818501'],
};

const esSocialSecurity: DataType = {
  ...NATIONAL,
  id: 'ES_NSS',
  name: 'Spanish social security number',
  country: 'ES',
  source: 'Seguridad Social, NAF: province, eight digits, number mod 97',
  find: [{ kind: 'digits', forms: ['12', '2_8_2', '2/8/2', '2_10'] }],
  validate(value) {
    const province = numberAt(value, 0, 2);
    const serial = numberAt(value, 2, 8);
    const base = serial < 10_000_000 ? serial + province * 10_000_000 : Number(value.slice(0, 10));
    return province >= 1 && province <= 66 && base % 97 === numberAt(value, 10, 2);
  },
  context: [
    'nss',
    'naf',
    'seguridad social',
    'número de la seguridad social',
    'número de seguridad social',
    'número de afiliación',
    'afiliación',
  ],
  hits: ['Nº Seguridad Social: «28/46331013/67»'],
  misses: ['pedido 281234567840'],
};

const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Odd places by table, even places by rank, the sum mod 26 as a letter. */
function isFiscalCode(value: string): boolean {
  if (!/^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/.test(value))
    return false;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const code = value.charCodeAt(i);
    const rank = code <= 57 ? code - 48 : code - 65;
    sum += i % 2 === 0 ? ODD_VALUES[rank]! : rank;
  }
  return sum % 26 === value.charCodeAt(15) - 65;
}

const itFiscalCode: DataType = {
  ...NATIONAL,
  id: 'IT_FISCAL_CODE',
  name: 'Italian fiscal code',
  country: 'IT',
  source: 'D.M. 23/12/1976 n. 13813; digits may become letters (omocodia)',
  find: [
    {
      kind: 'shape',
      shapes: ['aaaaaa_xx_axx_axxx_a', 'aaaaaaxxaxxaxxxa', 'aaa_aaa_xxaxx_axxxa', 'aaa_aaa_xxaxx_axxx_a'],
    },
  ],
  validate: isFiscalCode,
  context: [
    'codice fiscale',
    'cod fisc',
    'cod fiscale',
    'c.f',
    'cf',
    'italian fiscal code',
    'italian tax code',
  ],
  confidence: STRONG,
  mask: { tail: 3 },
  hits: ['Codice fiscale: «RSSMRA86A01H501A»', 'cf=«VRDLGU77P12F205G»'],
  misses: ['codice fiscale RSSMRA80A01H501A'],
};

const itVat: DataType = {
  ...COMPANY,
  id: 'IT_PARTITA_IVA',
  name: 'Italian VAT number',
  country: 'IT',
  source: 'D.M. 23/12/1976: eleven digits, Luhn',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value) && value.slice(7, 10) <= '201',
  context: ['partita iva', 'p.iva', 'p iva', 'piva', 'partita i.v.a', 'cod fisc azienda'],
  hits: ['P.IVA «07679020151»'],
  misses: ['ordine 00743110157'],
};

const itPassport: DataType = {
  ...PASSPORT,
  id: 'IT_PASSPORT',
  name: 'Italian passport number',
  country: 'IT',
  source: 'Polizia di Stato: two letters, seven digits',
  find: [{ kind: 'shape', shapes: ['AA9999999'] }],
  context: ['passaporto', 'numero passaporto', 'italian passport'],
  hits: ['Passaporto n. «YA1234568»', '"passport_number": "«AA4471932»"'],
  misses: ['targa YA1234568'],
};

const itIdCard: DataType = {
  ...NATIONAL,
  group: 'travel',
  id: 'IT_ID_CARD',
  name: 'Italian identity card number',
  country: 'IT',
  source: 'Ministero dell’Interno, CIE 3.0: two letters, five digits, two letters',
  find: [{ kind: 'shape', shapes: ['AA99999AA'] }],
  context: ['carta d identità', 'carta di identità', 'cie', 'numero carta identità', 'documento di identità'],
  weakContext: [],
  hits: ["Carta d'identità n. «CA12345AA»"],
  misses: ['lotto CA12345AA'],
};

const ptNif: DataType = {
  ...TAX,
  id: 'PT_NIF',
  name: 'Portuguese tax number',
  country: 'PT',
  source: 'Autoridade Tributária; weights 9…2, 11 − mod 11, ten and more → 0',
  find: [{ kind: 'digits', forms: ['9', '3_3_3'] }],
  validate(value) {
    if (!/^([1235689]|45|7)/.test(value)) return false;
    const check = 11 - (weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return (check >= 10 ? 0 : check) === lastValue(value) && !isRepeated(value);
  },
  context: [
    'nif',
    'contribuinte',
    'número de contribuinte',
    'número de identificação fiscal',
    'nipc',
    'portuguese tax number',
    'n.i.f',
  ],
  hits: ['NIF: «285 647 229»', 'contribuinte n.º «257202960»'],
  misses: ['encomenda 213456789'],
};

const ptCartaoCidadao: DataType = {
  ...NATIONAL,
  id: 'PT_CITIZEN_CARD',
  name: 'Portuguese citizen card number',
  country: 'PT',
  source: 'AMA, "Validação do número de documento do Cartão de Cidadão": Luhn over twelve characters',
  find: [{ kind: 'shape', shapes: ['99999999_9_AA9', '99999999_9_XX9'] }],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 12; i++) {
      const raw = charValue(value, 11 - i);
      const doubled = i % 2 === 1 ? raw * 2 : raw;
      sum += i % 2 === 1 && doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 === 0;
  },
  context: [
    'cartão de cidadão',
    'cartão do cidadão',
    'número de documento',
    'cc',
    'bilhete de identidade',
    'portuguese citizen card',
  ],
  confidence: TELLING,
  hits: ['Cartão de Cidadão: «47941591 8 ZZ2»'],
  misses: ['processo 00000000 0 ZZ5'],
};

const grAmka: DataType = {
  ...NATIONAL,
  id: 'GR_AMKA',
  name: 'Greek social security number (AMKA)',
  country: 'GR',
  source: 'HDIKA: ddmmyy, five digits, Luhn',
  find: [{ kind: 'digits', forms: ['11', '6_5'] }],
  validate: (value) => isDdMmYy(value) && isLuhn(value),
  context: ['amka', 'αμκα', 'α.μ.κ.α', 'αριθμός μητρώου κοινωνικής ασφάλισης', 'greek social security'],
  hits: ['ΑΜΚΑ: «14077930411»', 'AMKA «01108355106»'],
  misses: ['τιμολόγιο 01018012345'],
};

const grAfm: DataType = {
  ...TAX,
  id: 'GR_AFM',
  name: 'Greek tax number (AFM)',
  country: 'GR',
  source: 'AADE: nine digits, powers of two mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['9'] }],
  validate: (value) =>
    (weightedSum(value, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === lastValue(value) &&
    !isRepeated(value),
  context: ['afm', 'αφμ', 'α.φ.μ', 'αριθμός φορολογικού μητρώου', 'φορολογικό μητρώο', 'greek tax number'],
  hits: ['ΑΦΜ: «039659196»'],
  misses: ['αρ. 094259216'],
};

const hrOib: DataType = {
  ...NATIONAL,
  id: 'HR_OIB',
  name: 'Croatian personal identification number',
  country: 'HR',
  source: 'Porezna uprava, OIB; ISO 7064 mod 11,10',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) => isMod11Comma10(value) && !isRepeated(value),
  context: ['oib', 'osobni identifikacijski broj', 'osobni broj', 'croatian personal identification'],
  hits: ['OIB: «36689794672»'],
  misses: ['narudžba 33392005961'],
};

const jmbg =
  (region: RegExp) =>
  (value: string): boolean => {
    if (
      !isDayMonth(numberAt(value, 0, 2), numberAt(value, 2, 2)) ||
      !/^.{4}(9|0)/.test(value) ||
      !region.test(value.slice(7, 9))
    )
      return false;
    const check = 11 - (weightedSum(value, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
    return (check >= 10 ? 0 : check) === lastValue(value);
  };

const siEmso: DataType = {
  ...NATIONAL,
  id: 'SI_EMSO',
  name: 'Slovenian EMŠO',
  country: 'SI',
  source: 'Uredba o EMŠO; JMBG of region 50',
  find: [{ kind: 'digits', forms: ['13'] }],
  validate: jmbg(/^50/),
  context: [
    'emšo',
    'emso',
    'enotna matična številka',
    'enotna matična številka občana',
    'slovenian personal number',
  ],
  hits: ['EMŠO: «1107981508052»'],
  misses: ['naročilo 0101006500006'],
};

const rsJmbg: DataType = {
  ...NATIONAL,
  id: 'RS_JMBG',
  name: 'JMBG (Serbia, Bosnia, Montenegro, North Macedonia)',
  country: 'RS',
  source: 'Zakon o jedinstvenom matičnom broju građana; mod 11',
  find: [{ kind: 'digits', forms: ['13'] }],
  validate: jmbg(/^\d\d/),
  context: [
    'jmbg',
    'jedinstveni matični broj',
    'matični broj',
    'јмбг',
    'матични број',
    'embg',
    'ембг',
    'jmb',
  ],
  hits: ['JMBG: «1207988712415»', 'ЈМБГ «0402972792749»'],
  misses: ['broj 0101988710001'],
};

const mtId: DataType = {
  ...NATIONAL,
  id: 'MT_ID_CARD',
  name: 'Maltese identity card number',
  country: 'MT',
  source: 'Identità, identity card: up to seven digits and a letter',
  find: [{ kind: 'shape', shapes: ['9999999A', '999999A'] }],
  validate: (value) => /[ABGHLMPZ]$/.test(value),
  context: ['karta tal-identità', 'maltese id', 'malta id card', 'maltese identity card'],
  weakContext: [],
  hits: ['Maltese ID card: «0123478M»'],
  misses: ['ref 0123478M'],
};

export const southernEurope: readonly DataType[] = [
  esNif,
  esNie,
  esCif,
  esSocialSecurity,
  itFiscalCode,
  itVat,
  itPassport,
  itIdCard,
  ptNif,
  ptCartaoCidadao,
  grAmka,
  grAfm,
  hrOib,
  siEmso,
  rsJmbg,
  mtId,
];
