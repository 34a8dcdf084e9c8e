import { expect, test } from 'vitest';
import { accessKeyFrom } from '../../../functions/configure-integration/key-format.ts';
import { accessKey } from '../builders.ts';

const key = accessKey();
const begins = (prefix: string) => ['sk', 'ant', `${prefix}${'a1B2'.repeat(20)}`].join('-');

test.each([key, ` ${key}`, `${key}\n`, `\r\n\t${key}\r\n`, `\uFEFF${key}\u00A0`])(
  'what surrounds a pasted key is left out (%#)',
  (pasted) => {
    expect(accessKeyFrom(pasted)).toBe(key);
  },
);

test.each([
  ['a space inside', `${key.slice(0, 30)} ${key.slice(30)}`],
  ['a line break inside', `${key.slice(0, 30)}\n${key.slice(30)}`],
  ['two keys', `${key}\n${key}`],
])('a key with %s is refused with that reason', (_, pasted) => {
  expect(() => accessKeyFrom(pasted)).toThrow(
    expect.objectContaining({ code: 'INVALID_KEY_FORMAT', message: expect.stringContaining('white space') }),
  );
});

test.each([
  ['nothing', '  '],
  ['a prefix alone', begins('').slice(0, 7)],
  ['another prefix', begins('api02-')],
  ['a password', 'correct-horse-battery-staple'],
  ['quotes around it', `"${key}"`],
  ['an upper-case prefix', key.toUpperCase()],
  ['foreign characters', `${key}é`],
  ['a whole header', `x-api-key:${key}`],
  ['far too much', `${key}${'a'.repeat(1_000)}`],
])('%s is no key, and is not repeated', (_, pasted) => {
  expect(() => accessKeyFrom(pasted)).toThrow(
    expect.objectContaining({ kind: 'invalid', code: 'INVALID_KEY_FORMAT' }),
  );
  expect(() => accessKeyFrom(pasted)).not.toThrow(/a1B2|staple/);
});

test.each([
  ['an Admin key', begins('admin01-')],
  ['a Claude API key', begins('api03-')],
  ['a sign-in token', begins('oat01-')],
])('%s is a key of another type', (what, pasted) => {
  expect(() => accessKeyFrom(pasted)).toThrow(
    expect.objectContaining({
      kind: 'upstream-denied',
      code: 'WRONG_KEY_TYPE',
      message: expect.stringContaining(what),
    }),
  );
});
