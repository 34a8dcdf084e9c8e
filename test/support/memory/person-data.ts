import { withoutOwner } from '../../../shared/domain/item.ts';
import type { PurgedKind } from '../../../shared/domain/purge.ts';
import type { TenantData } from '../../../shared/ports/tenant-data.ts';
import { type MemoryState, type Row, rowKey, tenantPrefix } from './state.ts';

type Counts = Partial<Record<PurgedKind, number>>;

/** Removes a person in one call. */
export function memoryPersonData(state: MemoryState): Pick<TenantData, 'purgePerson'> {
  return {
    purgePerson: async ({ tenant, userId }, untouched, _after, removeStaged) => {
      const removed: Counts = {};
      const count = (kind: PurgedKind, by: number) => {
        if (by > 0) removed[kind] = (removed[kind] ?? 0) + by;
      };
      const remove = <T>(
        kind: PurgedKind,
        rows: Map<string, Row<T>>,
        isAbout: (value: T, key: string) => boolean,
      ) => {
        for (const [key, { value }] of [...rows]) {
          if (key.startsWith(tenantPrefix(tenant)) && isAbout(value, key))
            count(kind, Number(rows.delete(key)));
        }
      };
      const email = state.users.get(rowKey(tenant, userId))?.value.email ?? null;

      await removeStagedAndItems(state, tenant, userId, untouched, removeStaged, count);
      remove('agents', state.agents, (_, key) => key.startsWith(rowKey(tenant, userId, '')));
      remove('people', state.users, (person) => person.userId === userId);
      remove('chats', state.chats, (chat) => chat.userId === userId);
      remove('chats', state.messageCounts, (counted) => counted.userId === userId);
      remove('events', state.events, ({ user }) => user.userId === userId);
      remove('rememberedItems', state.items, (item) => item.userId === userId);
      remove('rememberedItems', state.bytes, (bytes) => bytes.userId === userId);
      for (const [key, row] of state.retries) {
        if (key !== rowKey(tenant)) continue;
        const kept = row.value.filter((item) => item.userId !== userId);
        count('retries', row.value.length - kept.length);
        state.retries.set(key, { ...row, value: kept });
      }

      const audit = state.audit.get(rowKey(tenant));
      const mentions = (value: unknown) =>
        typeof value === 'string' && (value.includes(userId) || (email !== null && value.includes(email)));
      const entries = (audit?.value ?? []).map((entry) => {
        const found = Object.entries(entry.details).filter(([, value]) => mentions(value));
        count('auditMentions', found.length);
        const replaced = Object.fromEntries(found.map(([name]) => [name, 'forgotten']));
        return { ...entry, details: { ...entry.details, ...replaced } };
      });
      if (audit) state.audit.set(rowKey(tenant), { ...audit, value: entries });
      return { removed, next: null };
    },
  };
}

async function removeStagedAndItems(
  state: MemoryState,
  tenant: string,
  userId: string,
  untouched: string | null,
  removeStaged: (keys: readonly string[]) => Promise<number>,
  count: (kind: PurgedKind, by: number) => void,
): Promise<void> {
  for (const [key, row] of [...state.chunks]) {
    const { scanId, chunkId, items } = row.value;
    if (!key.startsWith(tenantPrefix(tenant)) || scanId === untouched) continue;
    const indexes = items.flatMap((item, index) => (item.userId === userId ? [index] : []));
    if (indexes.length === 0) continue;
    const keys = indexes.map((index) => `staging/${tenant}/${scanId}/${chunkId}/${index}`);
    count('stagedObjects', await removeStaged(keys));
    count('scanItems', indexes.length);
    const kept = items.map((item, index) => (indexes.includes(index) ? withoutOwner(item) : item));
    state.chunks.set(key, { ...row, value: { ...row.value, items: kept } });
  }
}
