import type { DataType } from '../../detect/data-type.ts';
import { isMod97 } from '../checks/iso7064.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue } from '../checks/weighted.ts';
import { COUNTRY_CODES } from './countries.ts';

const isin: DataType = {
  id: 'ISIN',
  name: 'Securities identification number (ISIN)',
  group: 'payment',
  source: 'ISO 6166: letters as numbers, Luhn',
  find: [{ kind: 'shape', shapes: ['AAXXXXXXXXX9'] }],
  validate(value) {
    if (!COUNTRY_CODES.has(value.slice(0, 2)) && !/^X[SACDF]/.test(value)) return false;
    return isLuhn([...value].map((_, index) => charValue(value, index)).join(''));
  },
  context: [
    'isin',
    'isin code',
    'wkn',
    'security',
    'securities',
    'bond',
    'cusip',
    'wertpapier',
    'fund',
    'share class',
    'depot',
  ],
  confidence: { alone: 'low', weak: 'medium', own: 'high' },
  mask: { head: 2, tail: 4 },
  hits: ['ISIN: «US0378331005»', 'isin;name\n«DE0007164600»;SAP\n'],
  misses: ['ISIN US0378331006', 'model US0378331005'],
};

const lei: DataType = {
  id: 'LEI',
  name: 'Legal entity identifier',
  group: 'payment',
  source: 'ISO 17442: eighteen characters, ISO 7064 mod 97-10',
  find: [{ kind: 'shape', shapes: ['XXXXXXXXXXXXXXXXXX99'] }],
  validate: (value) => isMod97(value) && /[A-Z]/.test(value) && value.replaceAll(/\D/g, '').length >= 5,
  context: ['lei', 'lei code', 'legal entity identifier', 'legal entity'],
  confidence: { alone: 'low', weak: 'medium', own: 'high' },
  mask: { head: 4, tail: 4 },
  hits: ['LEI: «5493001KJTIIGC8Y1R12»', 'Legal Entity Identifier «7LTWFZYICNSX8D621K86»'],
  misses: ['LEI 5493001KJTIIGC8Y1R13'],
};

const cusip: DataType = {
  id: 'CUSIP',
  name: 'CUSIP number',
  group: 'payment',
  source: 'ANSI X9.6: nine characters, double-add-double',
  find: [
    { kind: 'shape', shapes: ['999XXXXX9', 'A99999999'] },
    { kind: 'digits', forms: ['9'] },
  ],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 8; i++) {
      const product = charValue(value, i) * (i % 2 === 1 ? 2 : 1);
      sum += Math.floor(product / 10) + (product % 10);
    }
    return (10 - (sum % 10)) % 10 === charValue(value, 8);
  },
  context: ['cusip', 'cusip number', 'cusip no'],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  mask: { tail: 4 },
  hits: ['CUSIP: «037833100»', 'cusip «38259P508»'],
  misses: ['CUSIP 037833101', 'order 037833100'],
};

export const securities: readonly DataType[] = [isin, lei, cusip];
