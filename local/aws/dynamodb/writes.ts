import { asObjects, isObject, type JsonObject } from '../json.ts';
import { type CapacityUnits, writeUnits } from './capacity.ts';
import {
  database,
  lockKeys,
  prepare,
  type Request,
  runAction,
  type Store,
  type Table,
  tableNamed,
  writeAll,
} from './dynalite.ts';
import { type Attempt, fullKey, newAttempt, recordingStore } from './recording-store.ts';

/** One item that a request touches. */
export interface Target {
  table: Table;
  /** dynalite's key of the item inside its table. */
  key: string;
}

/** Finds the item that a prepared request is about. @throws if its key does not fit the table. */
export async function targetOf(store: Store, data: Request): Promise<Target> {
  const table = await tableNamed(store, data.TableName);
  const invalid = data.Item
    ? database.validateItem(data.Item, table)
    : database.validateKey(data.Key ?? {}, table);
  if (invalid) throw invalid;
  return { table, key: database.createKey(data.Item ?? data.Key ?? {}, table) };
}

/** Runs `work` while holding the locks of all targets, taken in the order of table names so that two never wait for each other. */
export async function withLocks<Result>(
  store: Store,
  targets: Target[],
  work: () => Promise<Result>,
): Promise<Result> {
  const names = [...new Set(targets.map((target) => target.table.TableName))].sort();
  const releases: (() => void)[] = [];
  for (const name of names) {
    const keys = targets.filter((target) => target.table.TableName === name).map((target) => target.key);
    releases.push(await lockKeys(store.getItemDb(name), keys.sort()));
  }
  try {
    return await work();
  } finally {
    for (const release of releases) release();
  }
}

/** Write units of what an attempt did, or would have done, to one item. */
export function unitsOf({ writes, reads }: Attempt, { table, key }: Target): number {
  const full = fullKey(table.TableName, key);
  const before = reads.get(full);
  const write = writes.find((each) => each.key === full);
  if (!write) return writeUnits(table, before, before);
  return writeUnits(table, before, write.type === 'put' ? write.value : undefined);
}

/** PutItem, UpdateItem and DeleteItem: the item and its index entries in one batch. A refused condition is billed too. */
export async function writeOne(
  store: Store,
  operation: string,
  input: JsonObject,
  units: CapacityUnits,
): Promise<JsonObject> {
  const data = prepare(store, operation, input);
  const target = await targetOf(store, data);
  return withLocks(store, [target], async () => {
    const attempt = newAttempt();
    try {
      const output = await runAction(recordingStore(store, attempt), operation, data);
      await writeAll(store, attempt.writes);
      return output;
    } finally {
      if (attempt.reads.size > 0) units.writeUnits += unitsOf(attempt, target);
    }
  });
}

/** BatchWriteItem; like every other write it is one LevelDB batch. */
export async function writeBatch(store: Store, input: JsonObject, units: CapacityUnits): Promise<JsonObject> {
  const data = prepare(store, 'BatchWriteItem', input);
  const targets: Target[] = [];
  for (const [table, requests] of Object.entries(data.RequestItems as JsonObject)) {
    for (const request of asObjects(requests)) {
      const body = (request.PutRequest ?? request.DeleteRequest) as JsonObject | undefined;
      if (isObject(body)) targets.push(await targetOf(store, { ...body, TableName: table }));
    }
  }
  const distinct = new Set(targets.map(({ table, key }) => `${table.TableName} ${key}`));
  if (distinct.size < targets.length) {
    throw database.validationError('Provided list of item keys contains duplicates');
  }
  return withLocks(store, targets, async () => {
    const attempt = newAttempt();
    const output = await runAction(recordingStore(store, attempt), 'BatchWriteItem', data);
    for (const target of targets) units.writeUnits += unitsOf(attempt, target);
    await writeAll(store, attempt.writes);
    return output;
  });
}
