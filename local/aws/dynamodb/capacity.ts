import { isDeepStrictEqual } from 'node:util';
import { database, type Index, type Item, type Table } from './dynalite.ts';

/** Request units as on-demand tables are billed. */
export interface CapacityUnits {
  readUnits: number;
  writeUnits: number;
  /** Rows that transactions updated. */
  transactedUpdates: number;
}

/** One unit per started kilobyte (DynamoDB, read and write request units); an absent item counts as one unit. */
const kilobytes = (item: Item | undefined): number =>
  item ? Math.max(1, Math.ceil(database.itemSize(item) / 1024)) : 1;

/** What an index keeps of an item; undefined if the item lacks one of its keys. */
function projected(table: Table, index: Index, item: Item | undefined): Item | undefined {
  const indexKeys = index.KeySchema.map((key) => key.AttributeName);
  if (!item || indexKeys.some((key) => item[key] === undefined)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return item;
  const kept = [...indexKeys, ...table.KeySchema.map((key) => key.AttributeName)].concat(
    index.Projection.NonKeyAttributes ?? [],
  );
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.includes(name)));
}

/** An entry whose projection did not change costs nothing; one that moves costs a delete and a put. */
function indexUnits(table: Table, index: Index, before: Item | undefined, after: Item | undefined): number {
  const old = projected(table, index, before);
  const next = projected(table, index, after);
  if (!old || !next) return old || next ? kilobytes(old ?? next) : 0;
  if (isDeepStrictEqual(old, next)) return 0;
  const moved = index.KeySchema.some(
    ({ AttributeName }) => !isDeepStrictEqual(old[AttributeName], next[AttributeName]),
  );
  return moved ? kilobytes(old) + kilobytes(next) : Math.max(kilobytes(old), kilobytes(next));
}

/** Write units of replacing `before` by `after` in a table and all its indexes. */
export function writeUnits(table: Table, before: Item | undefined, after: Item | undefined): number {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const own = Math.max(kilobytes(before), kilobytes(after));
  return indexes.reduce((units, index) => units + indexUnits(table, index, before, after), own);
}

/** Read units of a strongly consistent read of one item: one per started 4 KB. */
export const readUnits = (item: Item | undefined): number =>
  item ? Math.max(1, Math.ceil(database.itemSize(item) / 4096)) : 1;
