import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { AwsFault, unknownOperation } from '../fault.ts';
import type { Access } from '../iam/access.ts';
import { asNumber, asObjects, asText, type JsonObject } from '../json.ts';
import { serveJson } from '../json-server.ts';
import { type RequestCounts, requestCounts } from '../request-counts.ts';
import { asksOfTables, type PartitionKeys } from './access.ts';
import type { CapacityUnits } from './capacity.ts';
import { database, failureBody, isServed, prepare, runAction, type Store, tableNamed } from './dynalite.ts';
import { describeTimeToLive, sweepExpired, updateTimeToLive } from './time-to-live.ts';
import { type Transactions, transactions } from './transactions.ts';
import { writeBatch, writeOne } from './writes.ts';

export interface DynamoDbOptions {
  /** Folder of the LevelDB files. Always on disk: in memory 100,000 items take more than twice the space. */
  folder: string;
  port?: number;
  counts?: RequestCounts;
  /** Who may do what; everybody everything if not given. */
  access?: Access;
  /** How often expired items are deleted; AWS promises "within a few days". Default: every hour. */
  sweepIntervalMs?: number;
}

export interface DynamoDbServer {
  url: string;
  port: number;
  /** Creates the table if it is not there. @throws if a table of that name has other keys or indexes. */
  ensureTable(definition: JsonObject & { TableName: string }): Promise<void>;
  /** Switches time to live on for a table, by the attribute that holds the epoch seconds. */
  expireBy(table: string, attribute: string): Promise<void>;
  /** Deletes items whose time to live has passed. */
  sweepExpired(now?: number): Promise<number>;
  /** Request units used since the start. */
  capacity(): CapacityUnits;
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const SINGLE_WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];

/** Runs a read through dynalite and adds up the units it used. */
async function read(store: Store, operation: string, input: JsonObject, units: CapacityUnits) {
  const asked = input.ReturnConsumedCapacity;
  const billed = ['GetItem', 'Query', 'Scan', 'BatchGetItem'].includes(operation);
  if (billed && (asked === undefined || asked === 'NONE')) input.ReturnConsumedCapacity = 'TOTAL';
  const output = await runAction(store, operation, prepare(store, operation, input));
  if (!billed) return output;
  const { ConsumedCapacity: consumed } = output;
  for (const entry of asObjects(Array.isArray(consumed) ? consumed : [consumed])) {
    units.readUnits += asNumber(entry.CapacityUnits) ?? 0;
  }
  if (asked === undefined || asked === 'NONE') delete output.ConsumedCapacity;
  return output;
}

function dispatch(
  store: Store,
  transaction: Transactions,
  units: CapacityUnits,
  operation: string,
  input: JsonObject,
): Promise<JsonObject> {
  if (operation === 'TransactWriteItems') return transaction.write(input);
  if (operation === 'TransactGetItems') return transaction.read(input);
  if (operation === 'UpdateTimeToLive') return updateTimeToLive(store, input);
  if (operation === 'DescribeTimeToLive') return describeTimeToLive(store, input);
  if (operation === 'BatchWriteItem') return writeBatch(store, input, units);
  if (SINGLE_WRITES.includes(operation)) return writeOne(store, operation, input, units);
  if (isServed(operation)) return read(store, operation, input, units);
  throw unknownOperation(operation);
}

/** dynalite's errors as faults; other errors stay what they are. */
function translate(error: unknown): unknown {
  const failure = failureBody(error);
  if (!failure) return error;
  const { __type, message, Message, ...extra } = failure.body;
  return new AwsFault(String(__type), String(message ?? Message ?? ''), { status: failure.status, extra });
}

const keysAndIndexes = (table: JsonObject) => ({
  keys: table.KeySchema,
  indexes: ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((kind) =>
    asObjects(table[kind]).map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })),
  ),
});

/** Partition keys of a table, whose name here is empty, and of its indexes. */
const keysOf = (definition: JsonObject) =>
  [definition, ...asObjects(definition.GlobalSecondaryIndexes)].map(({ IndexName, KeySchema }) => ({
    name: asText(IndexName) ?? '',
    keys: asText(asObjects(KeySchema).find(({ KeyType }) => KeyType === 'HASH')?.AttributeName) ?? '',
  }));

/** dynalite hides a table until it is active, which takes a timer's turn. */
async function untilActive(store: Store, name: string): Promise<void> {
  for (;;) {
    const table = await tableNamed(store, name).catch(() => undefined);
    if (table) return;
    await sleep(2);
  }
}

async function ensureTable(store: Store, definition: JsonObject & { TableName: string }): Promise<void> {
  const existing = await tableNamed(store, definition.TableName).catch(() => undefined);
  if (!existing) {
    await runAction(store, 'CreateTable', prepare(store, 'CreateTable', structuredClone(definition)));
    await untilActive(store, definition.TableName);
    return;
  }
  if (!isDeepStrictEqual(keysAndIndexes({ ...existing }), keysAndIndexes(definition))) {
    throw new Error(
      `Table ${definition.TableName} in the data folder has other keys or indexes than the template; start with an empty folder.`,
    );
  }
}

async function openStore(folder: string): Promise<Store> {
  const store = database.create({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  try {
    await store.db.open();
  } catch (cause) {
    throw new Error(`The folder ${folder} cannot be opened; another process may be using it.`, { cause });
  }
  return store;
}

/**
 * DynamoDB on dynalite 4: its engine, expressions and validations, with atomic writes, transactions,
 * ReturnValuesOnConditionCheckFailure and time to live added.
 * Not served: streams, PartiQL, adding an index later, throttling.
 * @throws if another process has the folder open
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDbServer> {
  const store = await openStore(options.folder);
  const counts = options.counts ?? requestCounts();
  const units: CapacityUnits = { readUnits: 0, writeUnits: 0, transactedUpdates: 0 };
  const partitionKeys = new Map<string, string>();
  const keyOf: PartitionKeys = (table, index = '') => partitionKeys.get(`${table}/${index}`) ?? '';
  const transaction = transactions(store, units);
  const server = await serveJson({
    contentType: 'application/x-amz-json-1.0',
    ...(options.port === undefined ? {} : { port: options.port }),
    async handle({ operation, input, signer }) {
      counts.add('dynamodb', operation);
      options.access?.check(signer, () => asksOfTables(operation, input, keyOf));
      try {
        return await dispatch(store, transaction, units, operation, input);
      } catch (error) {
        throw translate(error);
      }
    },
  });
  const sweep = () => sweepExpired(store, Date.now()).catch(() => 0);
  const sweeper = setInterval(() => void sweep(), options.sweepIntervalMs ?? HOUR_MS);
  sweeper.unref();
  return {
    url: server.url,
    port: server.port,
    async ensureTable(definition) {
      await ensureTable(store, definition);
      for (const { name, keys } of keysOf(definition))
        partitionKeys.set(`${definition.TableName}/${name}`, keys);
    },
    async expireBy(TableName, AttributeName) {
      const TimeToLiveSpecification = { AttributeName, Enabled: true };
      await updateTimeToLive(store, { TableName, TimeToLiveSpecification });
    },
    sweepExpired: (now = Date.now()) => sweepExpired(store, now),
    capacity: () => ({ ...units }),
    async stop() {
      clearInterval(sweeper);
      await server.stop();
      await store.lifecycleManager.gracefulClose();
    },
  };
}
