import type { DataType } from '../../detect/data-type.ts';
import { charValue, isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { COMPANY, LICENCE, NATIONAL } from '../defaults.ts';

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
    'brazilian taxpayer',
    'brazilian taxpayer id',
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

export const brazil: readonly DataType[] = [brCpf, brCnpj, brPis, brCnh];
