import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aTenant } from './samples.ts';
import type { OpenStores, Stores } from './stores.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');
const ANSWER = { status: 202, body: { scanId: 'scan_1', status: 'scanning' } };

export const idempotencyStoreContract = (name: string, open: OpenStores) =>
  describe(`idempotency store on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    const begin = (tenant: string, hash = 'hash', now = NOW, key = 'key # 1') =>
      stores.idempotency.begin(tenant, key, hash, now);

    test('a repeated request gets the answer of the first', async () => {
      const tenant = aTenant();

      expect(await begin(tenant)).toEqual({ state: 'new' });
      expect(await begin(tenant)).toEqual({ state: 'running' });
      await stores.idempotency.complete(tenant, 'key # 1', ANSWER);

      expect(await begin(tenant)).toEqual({ state: 'answered', answer: ANSWER });
      expect(await begin(tenant, 'hash', NOW, 'key # 2')).toEqual({ state: 'new' });
      expect(await begin(aTenant())).toEqual({ state: 'new' });
    });

    test('another request under the same key is told so', async () => {
      const tenant = aTenant();
      await begin(tenant);

      expect(await begin(tenant, 'other')).toEqual({ state: 'mismatch' });
      await stores.idempotency.complete(tenant, 'key # 1', ANSWER);
      expect(await begin(tenant, 'other')).toEqual({ state: 'mismatch' });
    });

    test('of several at once one may go on', async () => {
      const tenant = aTenant();

      const states = await Promise.all([1, 2, 3, 4].map(() => begin(tenant)));

      expect(states.map(({ state }) => state).sort()).toEqual(['new', 'running', 'running', 'running']);
    });

    test('a key that was given back is free again, one with an answer is not given back', async () => {
      const tenant = aTenant();
      await begin(tenant);

      await stores.idempotency.abandon(tenant, 'key # 1');
      expect(await begin(tenant, 'other')).toEqual({ state: 'new' });
      await stores.idempotency.complete(tenant, 'key # 1', ANSWER);
      await stores.idempotency.abandon(tenant, 'key # 1');
      expect(await begin(tenant, 'other')).toMatchObject({ state: 'answered' });
    });

    test('a request that died without an answer holds its key for a minute', async () => {
      const tenant = aTenant();
      await begin(tenant);

      expect(await begin(tenant, 'hash', NOW + 59_000)).toEqual({ state: 'running' });
      expect(await begin(tenant, 'hash', NOW + 60_000)).toEqual({ state: 'new' });
    });

    test('an answer is kept for a day', async () => {
      const tenant = aTenant();
      await begin(tenant);
      await stores.idempotency.complete(tenant, 'key # 1', ANSWER);

      expect(await begin(tenant, 'hash', NOW + 24 * 3_600_000 - 1)).toMatchObject({ state: 'answered' });
      expect(await begin(tenant, 'hash', NOW + 24 * 3_600_000)).toEqual({ state: 'new' });
    });
  });
