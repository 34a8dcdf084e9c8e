import { asObject, type JsonObject } from '../json.ts';
import type { CapacityUnits } from './capacity.ts';
import {
  failureBody,
  type Item,
  prepare,
  runAction,
  type Store,
  saveTable,
  type Table,
  tableNamed,
} from './dynalite.ts';
import { writeOne } from './writes.ts';

export async function updateTimeToLive(store: Store, input: JsonObject): Promise<JsonObject> {
  const table = await tableNamed(store, String(input.TableName));
  const specification = asObject(input.TimeToLiveSpecification);
  const timeToLive = {
    AttributeName: String(specification.AttributeName),
    Enabled: specification.Enabled === true,
  };
  await saveTable(store, { ...table, timeToLive });
  return { TimeToLiveSpecification: timeToLive };
}

export async function describeTimeToLive(store: Store, input: JsonObject): Promise<JsonObject> {
  const { timeToLive } = await tableNamed(store, String(input.TableName));
  return {
    TimeToLiveDescription: timeToLive?.Enabled
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.AttributeName }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}

const keyOf = (table: Table, item: Item): Item =>
  Object.fromEntries(table.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? {}]));

async function sweepTable(store: Store, table: Table, now: number): Promise<number> {
  const attribute = table.timeToLive?.Enabled ? table.timeToLive.AttributeName : undefined;
  if (!attribute) return 0;
  const expired = {
    ExpressionAttributeNames: { '#expires': attribute },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
  };
  // Deletions by time to live are not billed on AWS.
  const free: CapacityUnits = { readUnits: 0, writeUnits: 0, transactedUpdates: 0 };
  let deleted = 0;
  let ExclusiveStartKey: unknown;
  do {
    const request = prepare(store, 'Scan', {
      TableName: table.TableName,
      FilterExpression: '#expires < :now',
      ...structuredClone(expired),
      ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
    });
    const page = await runAction(store, 'Scan', request);
    for (const item of page.Items as Item[]) {
      const Key = keyOf(table, item);
      const condition = { ConditionExpression: '#expires < :now', ...structuredClone(expired) };
      try {
        await writeOne(store, 'DeleteItem', { TableName: table.TableName, Key, ...condition }, free);
        deleted += 1;
      } catch (error) {
        // Prolonged since it was read: the condition spares it.
        if (!failureBody(error)) throw error;
      }
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return deleted;
}

/** Deletes the items whose time to live has passed and returns their number. */
export async function sweepExpired(store: Store, now: number): Promise<number> {
  const { TableNames } = await runAction(store, 'ListTables', { Limit: 100 });
  let deleted = 0;
  for (const name of TableNames as string[]) {
    deleted += await sweepTable(store, await tableNamed(store, name), now);
  }
  return deleted;
}
