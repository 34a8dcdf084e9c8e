import { expect, test } from 'vitest';
import { shownNumber } from '../../../../shared/inspection/extract/office/number-format.ts';
import { plainNumber } from '../../../../shared/inspection/extract/office/plain-number.ts';

test.each([
  ['4.1111111111111110E+15', '4111111111111111'],
  ['1.5E3', '1500'],
  ['1.23456E2', '123.456'],
  ['-2E5', '-200000'],
  ['4111111111111111', '4111111111111111'],
  ['0.25', '0.25'],
  ['1E-7', '1E-7'],
])('%s is %s', (stored, plain) => {
  expect(plainNumber(stored)).toBe(plain);
});

test.each([
  ['44197', 'date', '2021-01-01'],
  ['29221.75', 'date', '1980-01-01'],
  ['99999999', 'date', '99999999'],
  ['12345', { digits: '000-00-0000' }, '000-01-2345'],
  ['1234567890', { digits: '000-00-0000' }, '1234567890'],
  ['5', undefined, '5'],
] as const)('%s shown as %o is %s', (stored, format, shown) => {
  expect(shownNumber(stored, format)).toBe(shown);
});
