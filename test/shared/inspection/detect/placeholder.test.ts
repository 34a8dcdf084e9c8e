import { expect, test } from 'vitest';
import {
  entropyOf,
  isNoSecret,
  isPlaceholderToken,
  isRandomLooking,
} from '../../../../shared/inspection/detect/placeholder.ts';

test.each([
  '<your-password>',
  'YOUR_API_KEY',
  'changeme',
  'xxxxxxxx',
  '********',
  'example-value',
  `$${'{DB_PASSWORD}'}`,
  '{{ password }}',
  '%(password)s',
  '$PASSWORD',
  'process.env.TOKEN',
  'os.environ["X"]',
  'config.get("a")',
  'user.password',
  '/run/secrets/db',
  'vault:secret/data',
  'null',
  'true',
  'string',
  'MY_SECRET_NAME',
  'my-secret-name',
])('%s is no secret', (value) => {
  expect(isNoSecret(value)).toBe(true);
});

test.each([`Tr0ub${'4dor&3'}`, `k9${'Xw2mQ7'}`, `S3cure${'!Pa55x'}`])(
  'a password with mixed signs may be one',
  (value) => {
    expect(isNoSecret(value)).toBe(false);
  },
);

test('entropy is 0 for one sign and log2 of the alphabet for even use', () => {
  expect(entropyOf('aaaa')).toBe(0);
  expect(entropyOf('abcd')).toBeCloseTo(2);
  expect(entropyOf('0123456789abcdef')).toBeCloseTo(4);
});

test('UUIDs, words and short strings do not look random', () => {
  expect(isRandomLooking('550e8400-e29b-41d4-a716-446655440000')).toBe(false);
  expect(isRandomLooking('productionDatabaseCredentials')).toBe(false);
  expect(isRandomLooking('a1b2c3')).toBe(false);
  expect(isRandomLooking('f3b9'.concat('07c2d81e5a6b49f0'))).toBe(true);
});

test('tokens with few different signs are placeholders', () => {
  expect(isPlaceholderToken(`ghp_${'x'.repeat(36)}`)).toBe(true);
  expect(isPlaceholderToken('AKIAQ7'.concat('RW3ZT5LM2XVN4K'))).toBe(false);
});
