import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../shared/ports/audit-log.ts';
import { aTenant } from './samples.ts';
import type { OpenStores, Stores } from './stores.ts';

const anEntry = (minute: number, action: string): AuditEntry => ({
  at: `2026-10-01T12:0${minute}:00.000Z`,
  actor: 'admin@example.com',
  action,
  outcome: 'done',
  details: { keyHint: 'x7Qa', removed: 3, purge: true, scanId: null },
});

export const auditLogContract = (name: string, open: OpenStores) =>
  describe(`audit log on ${name}`, () => {
    let stores: Stores;

    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    test('a tenant reads its own entries, newest first, in pages', async () => {
      const tenant = aTenant();
      for (const entry of [anEntry(2, 'scan-now'), anEntry(1, 'configure'), anEntry(3, 'delete')]) {
        await stores.audit.record(tenant, entry);
      }
      await stores.audit.record(aTenant(), anEntry(4, 'configure'));

      const first = await stores.audit.list(tenant, { limit: 2, after: null });
      const second = await stores.audit.list(tenant, { limit: 2, after: first.next });

      expect(first.items).toEqual([anEntry(3, 'delete'), anEntry(2, 'scan-now')]);
      expect(second).toEqual({ items: [anEntry(1, 'configure')], next: null });
    });

    test('entries of the same instant are all kept', async () => {
      const tenant = aTenant();
      await Promise.all(['a', 'b', 'c'].map((action) => stores.audit.record(tenant, anEntry(1, action))));

      const { items } = await stores.audit.list(tenant, { limit: 10, after: null });

      expect(items.map(({ action }) => action).sort()).toEqual(['a', 'b', 'c']);
    });
  });
