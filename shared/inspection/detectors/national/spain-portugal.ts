import { type DataType, TELLING } from '../../detect/data-type.ts';
import { numberAt } from '../checks/dates.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, NATIONAL, TAX } from '../defaults.ts';

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
  context: [
    'foreigner id number',
    'foreigner identification number',
    'foreigner identity number',
    'nie',
    'n.i.e',
    'número de identidad de extranjero',
    'nif',
    'extranjero',
    'extranjería',
  ],
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
    'nuss',
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

const ptNif: DataType = {
  ...TAX,
  id: 'PT_NIF',
  name: 'Portuguese tax number',
  country: 'PT',
  source: 'Autoridade Tributária; weights 9…2, 11 − mod 11, ten and more → 0',
  find: [{ kind: 'digits', forms: ['9', '3 3 3'] }],
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

export const spainPortugal: readonly DataType[] = [
  esNif,
  esNie,
  esCif,
  esSocialSecurity,
  ptNif,
  ptCartaoCidadao,
];
