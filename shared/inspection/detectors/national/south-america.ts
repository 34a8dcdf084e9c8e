import type { DataType } from '../../detect/data-type.ts';
import { numberAt } from '../checks/dates.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { NATIONAL, TAX } from '../defaults.ts';

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
  context: ['cédula uruguaya', 'cédula de identidad', 'ci'],
  hits: ['Cédula de identidad: «4.295.617-0»'],
  misses: ['pedido 1.234.567-1'],
};

export const southAmerica: readonly DataType[] = [
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
];
