import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CursorScope, openCursor, sealCursor } from '../../../shared/api/cursor.ts';

const scope: CursorScope = {
  tenant: 'acme',
  list: 'listEvents',
  filters: { risk: 'high', q: undefined, user: 'u1' },
};
const position = { pk: 'T#acme', sk: '2026-10-01T10:00:00.000Z#evt_1', n: 3 };

test('a cursor opens for the list, the tenant and the filters that it was made for, in any order', () => {
  const cursor = sealCursor('secret', scope, position);

  expect(openCursor('secret', { ...scope, filters: { user: 'u1', risk: 'high' } }, cursor)).toEqual(position);
});

describe('a cursor does not open', () => {
  const cursor = sealCursor('secret', scope, position);
  const [payload = '', signature = ''] = cursor.split('.');
  const other = Buffer.from(JSON.stringify({ ...position, pk: 'T#other' })).toString('base64url');

  test.each<[string, string, CursorScope, string]>([
    ['for another tenant', 'secret', { ...scope, tenant: 'acm' }, cursor],
    ['for another list', 'secret', { ...scope, list: 'listAgents' }, cursor],
    ['for other filters', 'secret', { ...scope, filters: { risk: 'low', user: 'u1' } }, cursor],
    ['without its filters', 'secret', { ...scope, filters: {} }, cursor],
    ['in another deployment', 'other secret', scope, cursor],
    ['with another position', 'secret', scope, `${other}.${signature}`],
    ['with a shorter signature', 'secret', scope, `${payload}.${signature.slice(0, -4)}`],
    ['without a signature', 'secret', scope, payload],
    ['with something behind it', 'secret', scope, `${cursor}.x`],
    ['when it is empty', 'secret', scope, ''],
    ['when it is made up', 'secret', scope, 'eyJhIjoxfQ.AAAA'],
  ])('%s', (_, secret, place, text) => {
    expect(() => openCursor(secret, place, text)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'INVALID_CURSOR' }),
    );
  });

  test('with any one character changed', () => {
    for (let at = 0; at < cursor.length - 1; at += 1) {
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      expect(() => openCursor('secret', scope, changed)).toThrow('cursor');
    }
  });
});

describe('whatever the position', () => {
  const name = fc.string({ unit: 'binary', maxLength: 12 });
  const key = fc.dictionary(
    fc.string({ maxLength: 8 }).filter((text) => text !== '__proto__'),
    fc.oneof(name, fc.integer()),
    { maxKeys: 5 },
  );
  const place = fc.record({
    tenant: name,
    list: name,
    filters: fc.dictionary(fc.string({ maxLength: 6 }), name),
  });

  test('its cursor opens where it was made', () => {
    fc.assert(
      fc.property(key, place, (where, made) => {
        expect(openCursor('secret', made, sealCursor('secret', made, where))).toEqual(where);
      }),
    );
  });

  test('and nowhere else', () => {
    fc.assert(
      fc.property(key, place, place, (where, made, other) => {
        fc.pre(JSON.stringify(made) !== JSON.stringify(other));
        fc.pre(made.tenant !== other.tenant || made.list !== other.list);
        expect(() => openCursor('secret', other, sealCursor('secret', made, where))).toThrow(
          'does not belong',
        );
      }),
    );
  });
});
