import { DEFAULT_RETENTION } from '../../../shared/domain/retention.ts';
import type { NoticeStore } from '../../../shared/ports/notices.ts';
import type { PrivacyStore, RetentionInForce } from '../../../shared/ports/privacy-store.ts';
import { newestFirst } from './paging.ts';
import { type MemoryState, rowKey, rowsOf, tenantPrefix, write } from './state.ts';

/** The tenant's retention, or the one that everybody begins with. */
export const retentionIn = (state: MemoryState, tenant: string): RetentionInForce =>
  state.retention.get(rowKey(tenant))?.value ?? { ...DEFAULT_RETENTION, savedAt: null, savedBy: null };

export function memoryPrivacyStore(state: MemoryState): PrivacyStore {
  return {
    retention: async (tenant) => retentionIn(state, tenant),
    saveRetention: async (tenant, retention) => write(state, state.retention, rowKey(tenant), retention),

    begin: async (tenant, purge) => {
      if (state.purges.has(rowKey(tenant, purge.purgeId))) return;
      write(state, state.purges, rowKey(tenant, purge.purgeId), purge);
      if (purge.person === null) return;
      const ignoredUntil = purge.afterwards === 'nothing' ? null : purge.requestedAt;
      write(state, state.forgotten, rowKey(tenant, purge.person), { person: purge.person, ignoredUntil });
    },

    find: async (tenant, purgeId) => state.purges.get(rowKey(tenant, purgeId))?.value,

    list: async (tenant, person, page) => {
      const purges = rowsOf(state.purges, tenantPrefix(tenant))
        .map(({ value: { userId: _, ...purge } }) => purge)
        .filter((purge) => person === null || purge.person === person);
      return newestFirst(purges, ({ purgeId }) => purgeId, page);
    },

    complete: async (tenant, purgeId, completedAt, removed) => {
      const key = rowKey(tenant, purgeId);
      const purge = state.purges.get(key)?.value;
      if (purge?.status !== 'running') return;
      write(state, state.purges, key, { ...purge, userId: null, status: 'completed', completedAt, removed });
    },

    forgotten: async (tenant) =>
      new Map(
        rowsOf(state.forgotten, tenantPrefix(tenant)).map(({ value: { person, ignoredUntil } }) => [
          person,
          ignoredUntil,
        ]),
      ),
  };
}

export const memoryNoticeStore = (state: MemoryState): NoticeStore => ({
  find: async (tenant) => state.notices.get(rowKey(tenant))?.value,
  save: async (tenant, settings) => write(state, state.notices, rowKey(tenant), settings),
});
