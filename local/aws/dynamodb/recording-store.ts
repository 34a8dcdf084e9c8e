import type { Item, Store, SubDatabase, Write } from './dynalite.ts';

/** What an action did to a recording store. */
export interface Attempt {
  writes: Write[];
  /** Items that it looked at, by full key; undefined where there was none. */
  reads: Map<string, Item | undefined>;
}

export const newAttempt = (): Attempt => ({ writes: [], reads: new Map() });

/** The key of an item among all of LevelDB. */
export const fullKey = (table: string, key: string): string => `item-${table}~${key}`;

/**
 * A store that reads through and only records what would be written. Running one of dynalite's actions against it
 * means "try this write"; the recorded writes then go to LevelDB in one batch, so that an item and its index
 * entries, or all items of a transaction, are written together or not at all.
 */
export function recordingStore(store: Store, { writes, reads }: Attempt): Store {
  const recording = (items: SubDatabase, prefix: string): SubDatabase => ({
    // The caller already holds the locks.
    lock: (_keys, run) => run((done) => done),
    get: (key, done) =>
      items.get(key, (error, item) => {
        reads.set(prefix + key, item);
        done(error, item);
      }),
    put(key, value, done) {
      writes.push({ type: 'put', key: prefix + key, value });
      done(null);
    },
    del(key, done) {
      writes.push({ type: 'del', key: prefix + key });
      done(null);
    },
  });
  return {
    ...store,
    getItemDb: (table) => recording(store.getItemDb(table), fullKey(table, '')),
    getIndexDb: (kind, table, index) =>
      recording(store.getIndexDb(kind, table, index), `index-${kind.toLowerCase()}~${table}~${index}~`),
  };
}
