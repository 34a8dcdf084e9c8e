import type { AuditLog } from '../../../shared/ports/audit-log.ts';
import { newestFirst } from './paging.ts';
import { type MemoryState, rowKey, write } from './state.ts';

export function memoryAuditLog(state: MemoryState): AuditLog {
  const entriesOf = (tenant: string) => state.audit.get(rowKey(tenant))?.value ?? [];

  return {
    record: async (tenant, entry) => write(state, state.audit, rowKey(tenant), [...entriesOf(tenant), entry]),

    list: async (tenant, page) => {
      const numbered = entriesOf(tenant).map((entry, index) => ({
        entry,
        key: `${entry.at}#${String(index).padStart(9, '0')}`,
      }));
      const { items, next } = newestFirst(numbered, ({ key }) => key, page);
      return { items: items.map(({ entry }) => entry), next };
    },
  };
}
