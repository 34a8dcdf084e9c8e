import { RETENTION_DAYS } from '../../../shared/aws/retention.ts';
import { MAX_HISTORY, type SecurityEvent } from '../../../shared/domain/event.ts';
import type { EventQuery, EventStore } from '../../../shared/ports/event-store.ts';
import { newestFirst } from './paging.ts';
import { retentionIn } from './privacy-store.ts';
import { isFresh, type MemoryState, rowKey, rowsOf, tenantPrefix } from './state.ts';

const has = (text: string | null, part: string) => text?.toLowerCase().includes(part.toLowerCase()) ?? false;

const matches =
  ({ from, to, userId, type, eventType, risk, dataType, status, scanId, text }: EventQuery) =>
  (event: SecurityEvent) =>
    (!from || Date.parse(event.time) >= Date.parse(from)) &&
    (!to || Date.parse(event.time) < Date.parse(to)) &&
    (!userId || event.user.userId === userId) &&
    (!type || event.interface === type) &&
    (!eventType || event.eventType === eventType) &&
    (!risk || event.risk === risk) &&
    (!dataType || event.findings.some((finding) => finding.dataType === dataType)) &&
    (!status || event.inspection.status === status) &&
    (!scanId || event.scanId === scanId) &&
    (!text || has(event.item.name, text) || has(event.user.email, text));

const sortKey = ({ time, eventId }: SecurityEvent) => `${new Date(time).toISOString()}#${eventId}`;

export function memoryEventStore(state: MemoryState): EventStore {
  return {
    list: async (tenant, query, page) => {
      const events = rowsOf(state.events, tenantPrefix(tenant))
        .filter((row) => isFresh(row, state, retentionIn(state, tenant).eventDays))
        .map(({ value }) => value)
        .filter(matches(query));
      return newestFirst(events, sortKey, page);
    },

    summaries: async function* (tenant, from) {
      const events = rowsOf(state.events, tenantPrefix(tenant))
        .filter((row) => isFresh(row, state, retentionIn(state, tenant).eventDays))
        .map(({ value }) => value)
        .filter(({ time }) => Date.parse(time) >= Date.parse(from))
        .sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
      for (const { time, user, risk, state, inspection, findings } of events) {
        const found = findings.map(({ dataType, name, count }) => ({ dataType, name, count }));
        yield { time, user, risk, state, status: inspection.status, findings: found };
      }
    },

    find: async (tenant, eventId) => {
      const row = state.events.get(rowKey(tenant, eventId));
      return row && isFresh(row, state, retentionIn(state, tenant).eventDays) ? row.value : undefined;
    },

    move: async (tenant, eventId, move) => {
      const key = rowKey(tenant, eventId);
      const row = state.events.get(key);
      if (!row || !isFresh(row, state, retentionIn(state, tenant).eventDays)) return 'missing';
      if (JSON.stringify(row.value.history.at(-1)) === JSON.stringify(move)) return row.value;
      if (row.value.history.length >= MAX_HISTORY) return 'full';
      const value = { ...row.value, state: move.state, history: [...row.value.history, move] };
      state.events.set(key, { ...row, value });
      return value;
    },

    withBytes: async (tenant, sha256s) => {
      const found = sha256s.flatMap((sha256) => {
        const eventId = state.bytes.get(rowKey(tenant, sha256))?.value.eventId;
        const row = eventId ? state.events.get(rowKey(tenant, eventId)) : undefined;
        return row?.value.item.sha256 === sha256 ? [[sha256, row.value] as const] : [];
      });
      return new Map(found);
    },

    known: async (tenant, itemIds) => {
      const found = itemIds.flatMap((itemId) => {
        const row = state.items.get(rowKey(tenant, itemId));
        if (!row || !isFresh(row, state, RETENTION_DAYS.items)) return [];
        const { userId: _, interface: __, ...known } = row.value;
        return [[itemId, known] as const];
      });
      return new Map(found);
    },
  };
}
