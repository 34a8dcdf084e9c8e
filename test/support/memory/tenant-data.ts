import type { TenantData } from '../../../shared/ports.ts';
import { type MemoryState, type Row, rowKey, tenantPrefix, write } from './state.ts';

/** Rows removed per call. */
const LIMIT = 1_000;

export function memoryTenantData(state: MemoryState): TenantData {
  const tables: Map<string, Row<unknown>>[] = [
    state.agents,
    state.users,
    state.chats,
    state.events,
    state.items,
    state.chunks,
    state.scans,
    state.retries,
    state.policies,
    state.policyVersions,
  ];

  return {
    purge: async (tenant, generation) => {
      const integration = state.integrations.get(rowKey(tenant))?.value;
      if (integration?.generation === generation && integration.status !== 'not_configured') {
        return { removed: 0, done: true };
      }
      const configuredAgain = integration !== undefined && integration.status !== 'not_configured';
      const before = configuredAgain ? Date.parse(integration.configuredAt ?? '') : Number.POSITIVE_INFINITY;

      const stale = tables.flatMap((rows) =>
        [...rows]
          .filter(([key, { writtenAt }]) => belongsTo(key, tenant) && writtenAt < before)
          .map(([key]) => ({ rows, key })),
      );
      for (const { rows, key } of stale.slice(0, LIMIT)) rows.delete(key);

      const done = stale.length <= LIMIT;
      if (done && integration && !configuredAgain) {
        write(state, state.integrations, rowKey(tenant), {
          ...integration,
          organizations: [],
          position: null,
          lastScan: null,
          configuredBy: null,
        });
      }
      return { removed: Math.min(stale.length, LIMIT), done };
    },
  };
}

const belongsTo = (key: string, tenant: string) => key === tenant || key.startsWith(tenantPrefix(tenant));
