import type { Store, SubDatabase, Write } from './dynalite.ts';

/**
 * A store that reads through and only records what would be written. Running one of dynalite's actions against it
 * means "try this write"; the recorded writes then go to LevelDB in one batch, so that an item and its index
 * entries, or all items of a transaction, are written together or not at all.
 */
export function recordingStore(store: Store, writes: Write[]): Store {
  const recording = (items: SubDatabase, prefix: string): SubDatabase => ({
    // The caller already holds the locks.
    lock: (_keys, run) => run((done) => done),
    get: (key, done) => items.get(key, done),
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
    getItemDb: (table) => recording(store.getItemDb(table), `item-${table}~`),
    getIndexDb: (kind, table, index) =>
      recording(store.getIndexDb(kind, table, index), `index-${kind.toLowerCase()}~${table}~${index}~`),
  };
}
