import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isYyMmDd, numberAt } from '../checks/dates.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, LICENCE, NATIONAL, PASSPORT, TAX } from '../defaults.ts';

const caSin: DataType = {
  ...NATIONAL,
  id: 'CA_SIN',
  name: 'Canadian social insurance number',
  country: 'CA',
  source: 'Service Canada, "SIN Code of Practice"; Luhn; 0 and 8 are not issued to people',
  find: [{ kind: 'digits', forms: ['9', '3_3_3'] }],
  validate: (value) => /^[1-79]/.test(value) && isLuhn(value) && !isRepeated(value),
  isTest: (value) => value === '123456782',
  context: [
    'sin',
    'sin number',
    'social insurance number',
    'social insurance no',
    'nas',
    'numéro d assurance sociale',
    'assurance sociale',
    'canadian sin',
  ],
  hits: [
    'SIN: «586 702 383»',
    'Social Insurance Number «434-256-160»',
    'numéro d’assurance sociale : «202088688»',
  ],
  misses: ['order 130 692 544', 'his greatest sin was 3 pages long'],
};

const caHealth: DataType = {
  ...NATIONAL,
  group: 'health',
  id: 'CA_HEALTH_CARD',
  name: 'Canadian health card number',
  country: 'CA',
  source:
    'Ontario Ministry of Health, OHIP (10 digits, Luhn, version code); RAMQ (four letters, eight digits)',
  find: [
    { kind: 'digits', forms: ['10', '4_3_3'] },
    { kind: 'shape', shapes: ['9999_999_999_AA', 'AAAA_9999_9999'] },
  ],
  validate: (value) =>
    /^\d{10}/.test(value)
      ? isLuhn(value.slice(0, 10))
      : /^[A-Z]{4}\d{2}([05][1-9]|[16][0-2])([0-2]\d|3[01])\d{2}$/.test(value),
  context: [
    'ohip',
    'health card',
    'health card number',
    'ramq',
    'carte d assurance maladie',
    'health insurance number',
    'hcn',
  ],
  weakContext: [],
  hits: ['OHIP: «5305-133-422»', 'RAMQ «TREM 8807 1419»'],
  misses: ['call 5584-486-674'],
};

const caBn: DataType = {
  ...COMPANY,
  id: 'CA_BUSINESS_NUMBER',
  name: 'Canadian business number',
  country: 'CA',
  source: 'CRA: nine digits, Luhn, program account RT, RP, RC … and four digits',
  find: [{ kind: 'shape', shapes: ['999999999_AA_9999'] }],
  validate: (value) => isLuhn(value.slice(0, 9)) && /R[A-Z]\d{4}$/.test(value),
  context: ['gst', 'hst', 'business number', 'bn', 'cra'],
  confidence: TELLING,
  hits: ['GST/HST «887231918RT0001»'],
  misses: ['BN 123456789RT0001'],
};

const caPassport: DataType = {
  ...PASSPORT,
  id: 'CA_PASSPORT',
  name: 'Canadian passport number',
  country: 'CA',
  source: 'IRCC: two letters and six digits, since 2023 letter, six digits, two letters',
  find: [{ kind: 'shape', shapes: ['AA999999', 'A999999AA'] }],
  context: ['canadian passport', 'passeport'],
  hits: ['Canadian passport «GA302922»', 'passport no. «HK814820»'],
  misses: ['flight GA302922'],
};

const twoMod11 = (value: string, first: readonly number[], second: readonly number[]): boolean => {
  const digit = (weights: readonly number[]) => {
    const remainder = weightedSum(value, weights) % 11;
    return remainder < 2 ? 0 : 11 - remainder;
  };
  return (
    digit(first) === charValue(value, first.length) &&
    digit(second) === charValue(value, second.length) &&
    !isRepeated(value)
  );
};

const brCpf: DataType = {
  ...NATIONAL,
  id: 'BR_CPF',
  name: 'Brazilian CPF',
  country: 'BR',
  source: 'Receita Federal; two digits mod 11',
  find: [
    { kind: 'digits', forms: ['11'] },
    { kind: 'digits', forms: ['3.3.3-2'], alone: 'low' },
    { kind: 'digits', forms: ['3_3_3_2', '9-2'] },
  ],
  validate: (value) => twoMod11(value, [10, 9, 8, 7, 6, 5, 4, 3, 2], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]),
  isTest: (value) => value === '12345678909',
  context: [
    'cpf',
    'c.p.f',
    'cpf número',
    'cadastro de pessoas físicas',
    'cadastro de pessoa física',
    'cpf cliente',
  ],
  hits: ['CPF: «058.459.573-54»', 'cpf=«02017252824»', 'nome;cpf\nAna;«18493337935»\n'],
  misses: ['pedido 11144477736'],
};

const brCnpj: DataType = {
  ...COMPANY,
  id: 'BR_CNPJ',
  name: 'Brazilian CNPJ',
  country: 'BR',
  source: 'Receita Federal, IN RFB 2.229/2024: alphanumeric since July 2026; letters count as code − 48',
  find: [
    { kind: 'digits', forms: ['14'] },
    { kind: 'digits', forms: ['2.3.3/4-2'], alone: 'low' },
    { kind: 'shape', shapes: ['XX.XXX.XXX/XXXX-99', 'XXXXXXXXXXXX99'] },
  ],
  validate(value) {
    const digit = (length: number) => {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += (value.charCodeAt(i) - 48) * (((length - 1 - i) % 8) + 2);
      return sum % 11 < 2 ? 0 : 11 - (sum % 11);
    };
    return digit(12) === charValue(value, 12) && digit(13) === charValue(value, 13) && !isRepeated(value);
  },
  context: ['cnpj', 'c.n.p.j', 'cadastro nacional da pessoa jurídica', 'inscrita no cnpj'],
  hits: ['CNPJ «45.382.315/0001-89»', 'cnpj: «03456424000153»', 'CNPJ «12.ABC.345/01DE-35»'],
  misses: ['nota 11222333000182'],
};

const brPis: DataType = {
  ...NATIONAL,
  id: 'BR_PIS',
  name: 'Brazilian PIS/PASEP/NIS number',
  country: 'BR',
  source: 'Caixa Econômica Federal; weights 3,2,9…2 mod 11',
  find: [{ kind: 'digits', forms: ['11', '3.5.2-1'] }],
  validate(value) {
    const remainder = weightedSum(value, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return (remainder < 2 ? 0 : 11 - remainder) === lastValue(value) && !isRepeated(value);
  },
  context: ['pis', 'pasep', 'nis', 'pis pasep', 'nit'],
  weakContext: [],
  hits: ['PIS: «173.16311.10-8»'],
  misses: ['pedido 12056412547'],
};

const arCuit: DataType = {
  ...TAX,
  id: 'AR_CUIT',
  name: 'Argentine CUIT/CUIL',
  country: 'AR',
  source: 'AFIP; weights 5,4,3,2,7,6,5,4,3,2 mod 11',
  find: [
    { kind: 'digits', forms: ['11'] },
    { kind: 'digits', forms: ['2-8-1'], alone: 'low' },
  ],
  validate(value) {
    if (!/^(20|23|24|27|30|33|34|50|51|55)/.test(value)) return false;
    const check = 11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
    return (check === 11 ? 0 : check) === lastValue(value);
  },
  context: ['cuit', 'cuil', 'clave única de identificación tributaria', 'c.u.i.t'],
  hits: ['CUIT: «20-47019318-3»', 'cuil «27992493262»'],
  misses: ['pedido 20123456789'],
};

const arDni: DataType = {
  ...NATIONAL,
  id: 'AR_DNI',
  name: 'Argentine DNI',
  country: 'AR',
  source: 'RENAPER: seven or eight digits',
  find: [{ kind: 'digits', forms: ['8', '2.3.3', '1.3.3'] }],
  validate: (value) => !isRepeated(value),
  context: ['dni', 'documento nacional de identidad', 'dni n', 'argentine dni'],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  hits: ['DNI: «28.419.377»', 'DNI Nº «28419377»'],
  misses: ['pedido 28.419.377'],
};

const clRut: DataType = {
  ...NATIONAL,
  id: 'CL_RUT',
  name: 'Chilean RUT/RUN',
  country: 'CL',
  source: 'Servicio de Impuestos Internos; weights 2…7 from the right mod 11',
  find: [
    { kind: 'digits', forms: ['2.3.3-1', '1.3.3-1'], alone: 'low' },
    { kind: 'digits', forms: ['8-1', '7-1'], alone: 'low' },
    { kind: 'shape', shapes: ['99.999.999-a', '9.999.999-a', '99999999-a', '9999999-a'] },
  ],
  validate(value) {
    if (!/^\d{7,8}[0-9K]$/.test(value)) return false;
    let sum = 0;
    for (let i = 0; i < value.length - 1; i++) sum += charValue(value, value.length - 2 - i) * ((i % 6) + 2);
    return '0K987654321'[sum % 11] === value.at(-1);
  },
  context: ['rut', 'run', 'r.u.t', 'rol único tributario', 'rol único nacional', 'cédula de identidad'],
  confidence: { alone: 'low', weak: 'high', own: 'high' },
  hits: ['RUT: «16.550.459-3»', 'RUN «9.278.040-6»'],
  misses: ['código 12.345.678-9'],
};

const coNit: DataType = {
  ...TAX,
  id: 'CO_NIT',
  name: 'Colombian NIT',
  country: 'CO',
  source: 'DIAN, Orden administrativa 4/1989; weights 3,7,13,17,19,23,29,37,41 mod 11',
  find: [{ kind: 'digits', forms: ['9-1', '10', '3.3.3-1'] }],
  validate(value) {
    const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
    let sum = 0;
    for (let i = 0; i < value.length - 1; i++) sum += charValue(value, value.length - 2 - i) * weights[i]!;
    return (sum % 11 > 1 ? 11 - (sum % 11) : sum % 11) === lastValue(value) && !isRepeated(value);
  },
  context: ['nit', 'n.i.t', 'número de identificación tributaria', 'rut dian'],
  hits: ['NIT «990.456.822-7»', 'NIT: «872065709-6»'],
  misses: ['pedido 900.373.115-2'],
};

const coCedula: DataType = {
  ...NATIONAL,
  id: 'CO_CEDULA',
  name: 'Colombian citizenship card number',
  country: 'CO',
  source: 'Registraduría Nacional: six to ten digits',
  find: [{ kind: 'digits', forms: ['8', '10', '2.3.3', '1.3.3.3'] }],
  validate: (value) => !isRepeated(value),
  context: ['cédula', 'cédula de ciudadanía', 'cedula', 'c.c', 'número de cédula', 'cédula no'],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  hits: ['Cédula de ciudadanía: «1.032.451.718»', 'cedula: «52817734»'],
  misses: ['factura 1.032.456.789'],
};

const ecCi: DataType = {
  ...NATIONAL,
  id: 'EC_CI',
  name: 'Ecuadorian identity card number',
  country: 'EC',
  source: 'Registro Civil: province 01–24 or 30, third digit below 6, Luhn-like',
  find: [{ kind: 'digits', forms: ['10', '9-1'] }],
  validate: (value) =>
    ((numberAt(value, 0, 2) >= 1 && numberAt(value, 0, 2) <= 24) || value.startsWith('30')) &&
    /^..[0-5]/.test(value) &&
    isLuhn(value),
  context: ['cédula', 'cédula de identidad', 'ci', 'cédula ecuatoriana', 'ecuadorian id', 'número de cédula'],
  hits: ['Cédula de identidad (Ecuador): «1734097825»', 'Cédula: «0920528023»'],
  misses: ['pedido 1710034066'],
};

const peDni: DataType = {
  ...NATIONAL,
  id: 'PE_RUC',
  name: 'Peruvian taxpayer number (RUC)',
  group: 'tax',
  country: 'PE',
  source: 'SUNAT; weights 5,4,3,2,7,6,5,4,3,2 mod 11',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) =>
    /^(10|15|16|17|20)/.test(value) &&
    (11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === lastValue(value),
  context: ['ruc', 'r.u.c', 'registro único de contribuyentes'],
  hits: ['RUC: «20894611261»'],
  misses: ['pedido 20512345671'],
};

const veRif: DataType = {
  ...TAX,
  id: 'VE_RIF',
  name: 'Venezuelan RIF',
  country: 'VE',
  source: 'SENIAT; letter value × 4, weights 3,2,7,6,5,4,3,2 mod 11',
  find: [{ kind: 'shape', shapes: ['A-99999999-9', 'A999999999'] }],
  validate(value) {
    const letter = { V: 1, E: 2, J: 3, P: 4, G: 5 }[value[0]!];
    if (letter === undefined) return false;
    const check = 11 - ((letter * 4 + weightedSum(value.slice(1), [3, 2, 7, 6, 5, 4, 3, 2])) % 11);
    return (check > 9 ? 0 : check) === lastValue(value);
  },
  context: ['rif', 'r.i.f', 'registro de información fiscal'],
  hits: ['RIF: «J-78840941-8»'],
  misses: ['serie J-12345678-0'],
};

const uyRut: DataType = {
  ...TAX,
  id: 'UY_RUT',
  name: 'Uruguayan RUT',
  country: 'UY',
  source: 'DGI; twelve digits, weights 4,3,2,9,8,7,6,5,4,3,2 mod 11',
  find: [{ kind: 'digits', forms: ['12'] }],
  validate: (value) =>
    (11 - (weightedSum(value, [4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === lastValue(value) &&
    numberAt(value, 0, 2) >= 1 &&
    numberAt(value, 0, 2) <= 22,
  context: ['rut', 'r.u.t', 'rut uruguay'],
  hits: ['RUT (Uruguay): «213989791100»'],
  misses: ['pedido 211003420017'],
};

const uyCi: DataType = {
  ...NATIONAL,
  id: 'UY_CI',
  name: 'Uruguayan identity card number',
  country: 'UY',
  source: 'DNIC; weights 2,9,8,7,6,3,4 mod 10',
  find: [{ kind: 'digits', forms: ['1.3.3-1', '8', '7-1'] }],
  validate: (value) =>
    (10 - (weightedSum(value, [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10 === lastValue(value) && !isRepeated(value),
  context: ['cédula uruguaya', 'cédula de identidad', 'c.i'],
  hits: ['Cédula de identidad: «4.295.617-0»'],
  misses: ['pedido 1.234.567-1'],
};

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
const MX_STATES =
  /^(AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)/;

const mxCurp: DataType = {
  ...NATIONAL,
  id: 'MX_CURP',
  name: 'Mexican CURP',
  country: 'MX',
  source: 'RENAPO, Instructivo normativo; weights 18…2 mod 10',
  find: [{ kind: 'shape', shapes: ['aaaa999999aaaaaax9'] }],
  validate(value) {
    if (!/^[A-Z]{4}\d{6}[HMX]/.test(value) || !isYyMmDd(value, 4) || !MX_STATES.test(value.slice(11)))
      return false;
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += CURP_ALPHABET.indexOf(value[i]!) * (18 - i);
    return (10 - (sum % 10)) % 10 === lastValue(value);
  },
  context: ['curp', 'clave única de registro de población', 'c.u.r.p'],
  confidence: { alone: 'high', weak: 'high', own: 'high' },
  mask: { tail: 3 },
  hits: ['CURP: «HEGG560427MMCRRR07»', 'curp: «BADD110313HCMLNS06»'],
  misses: ['CURP HEGG560427MVZRRL05'],
};

const RFC_ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';

const mxRfc: DataType = {
  ...TAX,
  id: 'MX_RFC',
  name: 'Mexican RFC',
  country: 'MX',
  source: 'SAT, Anexo 3 CFF; weights 13…2 mod 11',
  find: [{ kind: 'shape', shapes: ['AAAA999999XXX', 'AAA999999XXX', 'AAAA-999999-XXX', 'AAA-999999-XXX'] }],
  validate(value) {
    const padded = value.padStart(13, ' ');
    if (!isYyMmDd(padded, 4)) return false;
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += RFC_ALPHABET.indexOf(padded[i]!) * (13 - i);
    const check = 11 - (sum % 11);
    return (check === 11 ? '0' : check === 10 ? 'A' : String(check)) === padded[12];
  },
  context: ['rfc', 'r.f.c', 'registro federal de contribuyentes'],
  confidence: TELLING,
  mask: { tail: 3 },
  hits: ['RFC: «GODE561230GR1»', 'RFC emisor «AAA010102AA8»'],
  misses: ['RFC GODE561231GR7'],
};

const mxClabe: DataType = {
  ...NATIONAL,
  group: 'payment',
  id: 'MX_CLABE',
  name: 'Mexican bank account (CLABE)',
  country: 'MX',
  source: 'ABM/Banxico; weights 3,7,1 mod 10 over seventeen digits',
  find: [{ kind: 'digits', forms: ['18', '3_3_11_1'] }],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += (charValue(value, i) * [3, 7, 1][i % 3]!) % 10;
    return (10 - (sum % 10)) % 10 === lastValue(value) && !value.startsWith('000');
  },
  context: ['clabe', 'clabe interbancaria', 'cuenta clabe'],
  weakContext: ['cuenta', 'transferencia'],
  hits: ['CLABE: «012180001555360869»'],
  misses: ['folio 032180000118359718'],
};

const mxNss: DataType = {
  ...NATIONAL,
  id: 'MX_NSS',
  name: 'Mexican social security number (NSS)',
  country: 'MX',
  source: 'IMSS; eleven digits, Luhn',
  find: [{ kind: 'digits', forms: ['11', '2_2_2_4_1'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value),
  context: ['nss', 'imss', 'número de seguridad social', 'número de seguro social'],
  weakContext: [],
  hits: ['NSS (IMSS): «92112099822»'],
  misses: ['pedido 92919084431'],
};

const brCnh: DataType = {
  ...LICENCE,
  id: 'BR_CNH',
  name: 'Brazilian driving licence number (CNH)',
  country: 'BR',
  source: 'SENATRAN; two digits mod 11',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate(value) {
    const first = weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
    const offset = first >= 10 ? 2 : 0;
    const second = ((((weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11) - offset) % 11) + 11) % 11;
    return (
      (first >= 10 ? 0 : first) === charValue(value, 9) &&
      (second >= 10 ? 0 : second) === charValue(value, 10) &&
      !isRepeated(value)
    );
  },
  context: ['cnh', 'carteira nacional de habilitação', 'habilitação'],
  hits: ['CNH nº «03402166308»'],
  misses: ['pedido 62472927637'],
};

export const americas: readonly DataType[] = [
  caSin,
  caHealth,
  caBn,
  caPassport,
  brCpf,
  brCnpj,
  brPis,
  brCnh,
  arCuit,
  arDni,
  clRut,
  coNit,
  coCedula,
  ecCi,
  peDni,
  veRif,
  uyRut,
  uyCi,
  mxCurp,
  mxRfc,
  mxClabe,
  mxNss,
];
