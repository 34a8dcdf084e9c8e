import { expect, test } from 'vitest';
import type { ForgottenPeople } from '../../../shared/domain/purge.ts';
import { forgottenPeople } from '../../../shared/privacy/forgotten.ts';
import { personHash } from '../../../shared/privacy/person-hash.ts';

const SECRET = 'a-secret';
const AT = '2026-10-01T12:00:00.000Z';
const until = Date.parse(AT);

const forgotten = (people: ForgottenPeople, secret: () => Promise<string> = async () => SECRET) =>
  forgottenPeople({ forgotten: async () => people }, secret)('acme');
const hash = (userId: string, tenant = 'acme') => personHash(SECRET, tenant, userId);

test('until a time, what was done up to then is ignored, and the person is still a person', async () => {
  const people = await forgotten(new Map([[hash('user_1'), AT]]));

  expect([people.at('user_1', until), people.at('user_1', until + 1)]).toEqual([true, false]);
  expect(people.always('user_1')).toBe(false);
});

test('for good, everything is ignored', async () => {
  const people = await forgotten(new Map([[hash('user_1'), null]]));

  expect([people.at('user_1', until + 1e12), people.always('user_1')]).toEqual([true, true]);
});

test('others are not concerned, nor is the same id of another tenant', async () => {
  const people = await forgotten(
    new Map([
      [hash('user_1'), null],
      [hash('user_2', 'other'), null],
    ]),
  );

  expect([people.always('user_2'), people.at('user_2', 0), people.at('user_3', 0)]).toEqual([
    false,
    false,
    false,
  ]);
});

test('where nobody was purged, no secret is asked for', async () => {
  const people = await forgotten(new Map(), () => Promise.reject(new Error('Nobody asks for it.')));

  expect(people.always('user_1')).toBe(false);
});

test('a hash differs by tenant and by secret, and does not show the id', () => {
  expect(new Set([hash('user_1'), hash('user_1', 'other'), personHash('b', 'acme', 'user_1')]).size).toBe(3);
  expect(hash('user_1')).toMatch(/^[0-9a-f]{64}$/);
});
