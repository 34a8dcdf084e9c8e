import { asObjects, isObject, type JsonObject } from '../json.ts';
import { type CapacityUnits, writeUnits } from './capacity.ts';
import {
  database,
  failureBody,
  type Item,
  itemAt,
  lockKeys,
  prepare,
  type Request,
  runAction,
  type Store,
  type Table,
  tableNamed,
  type Write,
  writeAll,
} from './dynalite.ts';
import { recordingStore } from './recording-store.ts';

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

export const storedItem = (store: Store, target: Target): Promise<Item | undefined> =>
  itemAt(store.getItemDb(target.table.TableName), target.key);

/** What the recorded writes leave of the target. */
export function itemAfter(writes: Write[], target: Target, before: Item | undefined): Item | undefined {
  const write = writes.find(({ key }) => key === `item-${target.table.TableName}~${target.key}`);
  if (!write) return before;
  return write.type === 'put' ? write.value : undefined;
}

/** PutItem, UpdateItem and DeleteItem: the item and its index entries in one batch. */
export async function writeOne(
  store: Store,
  operation: string,
  input: JsonObject,
  units: CapacityUnits,
): Promise<JsonObject> {
  const data = prepare(store, operation, input);
  const target = await targetOf(store, data);
  return withLocks(store, [target], async () => {
    const before = await storedItem(store, target);
    const writes: Write[] = [];
    try {
      const output = await runAction(recordingStore(store, writes), operation, data);
      units.writeUnits += writeUnits(target.table, before, itemAfter(writes, target, before));
      await writeAll(store, writes);
      return output;
    } catch (error) {
      // A write whose condition fails is billed by the item that it found.
      if (failureBody(error)) units.writeUnits += writeUnits(target.table, before, before);
      throw error;
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
    const before = await Promise.all(targets.map((target) => storedItem(store, target)));
    const writes: Write[] = [];
    const output = await runAction(recordingStore(store, writes), 'BatchWriteItem', data);
    targets.forEach((target, index) => {
      units.writeUnits += writeUnits(target.table, before[index], itemAfter(writes, target, before[index]));
    });
    await writeAll(store, writes);
    return output;
  });
}
