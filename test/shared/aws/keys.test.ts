import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  agentKey,
  chunkKey,
  eventKey,
  eventsOfUser,
  itemKey,
  keyPart,
  tenantKey,
} from '../../../shared/aws/keys.ts';

test('keys are as documented for the ids that the provider gives', () => {
  expect(agentKey('acme', 'user_01AbC', 'desktop')).toEqual({ pk: 'T#acme', sk: 'AGENT#user_01AbC#desktop' });
  expect(chunkKey('acme', 'scan_1', '2026-09-01-0001')).toEqual({
    pk: 'T#acme',
    sk: 'CHUNK#scan_1#2026-09-01-0001',
  });
  expect(eventKey('acme', '2026-09-01T10:00:00Z', 'evt_1')).toEqual({
    pk: 'T#acme',
    sk: '2026-09-01T10:00:00.000Z#evt_1',
  });
  expect(eventsOfUser('acme', 'user_01')).toBe('T#acme#U#user_01');
});

test('no id can bring a separator into a key, and different ids have different keys', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc.string({ unit: 'binary' }),
      (one, other) => {
        const [a, b] = [keyPart(one), keyPart(other)];
        expect(a).toMatch(/^[^#/]*$/);
        expect(Buffer.byteLength(itemKey('acme', one).sk)).toBeLessThan(1_024);
        expect(a === b).toBe(one.toWellFormed() === other.toWellFormed());
      },
    ),
  );
});

test.each(['', 'a#b', 'a/b', 'T#a', 'ä', 'a'.repeat(65)])('a tenant named %j has no partition', (tenant) => {
  expect(() => tenantKey(tenant)).toThrow(expect.objectContaining({ code: 'NO_TENANT' }));
});
