import { addDays, dayOf } from '../../../shared/domain/day.ts';
import type { Purged, PurgedKind } from '../../../shared/domain/purge.ts';
import type { TenantData } from '../../../shared/ports/tenant-data.ts';
import { memoryPersonData } from './person-data.ts';
import { type MemoryState, type Row, rowKey, tenantPrefix } from './state.ts';

/** Rows removed per call. */
const LIMIT = 1_000;

const DAY_MS = 86_400_000;

export function memoryTenantData(state: MemoryState): TenantData {
  const tables: readonly (readonly [PurgedKind, Map<string, Row<unknown>>])[] = [
    ['agents', state.agents],
    ['people', state.users],
    ['chats', state.chats],
    ['chats', state.messageCounts],
    ['events', state.events],
    ['rememberedItems', state.items],
    ['rememberedItems', state.bytes],
    ['scanItems', state.chunks],
    ['scans', state.scans],
    ['retries', state.retries],
    ['others', state.policies],
    ['others', state.policyVersions],
    ['others', state.notices],
  ];

  return {
    purge: async (tenant) => {
      if (!state.integrations.get(rowKey(tenant))?.value.erasing) return { removed: {}, done: true };
      const mine = tables.flatMap(([kind, rows]) =>
        [...rows.keys()].filter((key) => belongsTo(key, tenant)).map((key) => ({ kind, rows, key })),
      );
      const removed: Partial<Record<PurgedKind, number>> = {};
      for (const { kind, rows, key } of mine.slice(0, LIMIT)) {
        rows.delete(key);
        removed[kind] = (removed[kind] ?? 0) + 1;
      }
      return { removed: removed satisfies Purged, done: mine.length <= LIMIT };
    },

    ...memoryPersonData(state),

    applyRetention: async (tenant, { auditDays, usageDays }) => {
      const now = state.clock.now();
      const lastDay = addDays(dayOf(now), -usageDays);
      let changed = 0;
      for (const [key, row] of state.agents) {
        const { agent } = row.value;
        if (!belongsTo(key, tenant) || !agent) continue;
        const days = Object.fromEntries(Object.entries(agent.days).filter(([day]) => day > lastDay));
        if (Object.keys(days).length === Object.keys(agent.days).length) continue;
        state.agents.set(key, { ...row, value: { ...row.value, agent: { ...agent, days } } });
        changed += 1;
      }
      const audit = state.audit.get(rowKey(tenant));
      if (audit && auditDays !== null) {
        const kept = audit.value.filter(({ at }) => Date.parse(at) + auditDays * DAY_MS > now);
        changed += audit.value.length - kept.length;
        state.audit.set(rowKey(tenant), { ...audit, value: kept });
      }
      // Events need nothing: they are looked at by the retention in force.
      return { changed, next: null };
    },
  };
}

const belongsTo = (key: string, tenant: string) => key === tenant || key.startsWith(tenantPrefix(tenant));
