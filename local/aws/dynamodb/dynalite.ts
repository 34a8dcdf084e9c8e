import { createRequire } from 'node:module';
import type { JsonObject } from '../json.ts';

/** The parts of dynalite 4 that the local DynamoDB builds on; the package ships no types. */

/** Attribute name → `{ S: 'text' }` and so on. */
export type Item = Record<string, Record<string, unknown>>;

export interface KeyPart {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

export interface Index {
  IndexName: string;
  KeySchema: KeyPart[];
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
}

export interface Table {
  TableName: string;
  KeySchema: KeyPart[];
  GlobalSecondaryIndexes?: Index[];
  LocalSecondaryIndexes?: Index[];
  /** Ours: which attribute holds the expiry time. */
  timeToLive?: { AttributeName: string; Enabled: boolean };
}

type Done<Result> = (error: unknown, result?: Result) => void;

export interface SubDatabase<Value = Item> {
  lock(keys: string | string[], run: (release: <Callback>(done: Callback) => Callback) => void): void;
  get(key: string, done: Done<Value>): void;
  put(key: string, value: Value, done: Done<void>): void;
  del(key: string, done: Done<void>): void;
}

/** One write to LevelDB under its full key. */
export type Write = { type: 'put'; key: string; value: Item } | { type: 'del'; key: string };

export interface Store {
  db: { open(): Promise<void>; batch(writes: Write[], done: Done<void>): void };
  tableDb: SubDatabase<Table>;
  getTable(name: string, done: Done<Table>): void;
  getItemDb(table: string): SubDatabase;
  getIndexDb(kind: string, table: string, index: string): SubDatabase;
  lifecycleManager: { gracefulClose(): Promise<void> };
}

/** A request after dynalite's checks, with the parsed expressions beside the fields. */
export type Request = JsonObject & {
  TableName: string;
  Item?: Item;
  Key?: Item;
  _projection?: { paths: unknown };
};

interface Rules {
  types: JsonObject;
  custom?: unknown;
}
type Action = (store: Store, data: JsonObject, done: Done<JsonObject>) => void;
type Failure = Error & { statusCode?: number; body?: JsonObject };

interface DynaliteDatabase {
  create(options: {
    path: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Store;
  checkConditional(data: JsonObject, existing: Item | undefined): Failure | null | undefined;
  validationError(message: string): Failure;
  validateItem(item: Item, table: Table): Failure | null | undefined;
  validateKey(key: Item, table: Table): Failure | null | undefined;
  createKey(item: Item, table: Table): string;
  itemSize(item: Item): number;
  mapPaths(paths: unknown, item: Item): Item;
}

interface DynaliteValidations {
  checkTypes(data: JsonObject, types: JsonObject): Request;
  checkValidations(data: JsonObject, types: JsonObject, custom: unknown, store: Store): void;
}

const load = createRequire(import.meta.url);
export const database = load('dynalite/db') as DynaliteDatabase;
const validations = load('dynalite/validations') as DynaliteValidations;

// The write actions call checkConditional through the module's object, so one wrapper gives all three of them
// ReturnValuesOnConditionCheckFailure.
const checkConditional = database.checkConditional;
database.checkConditional = (data, existing) => {
  const failure = checkConditional(data, existing);
  if (failure?.body && existing && data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') {
    failure.body.Item = existing;
  }
  return failure;
};

const SERVED = [
  ...['BatchGetItem', 'BatchWriteItem', 'CreateTable', 'DeleteItem', 'DeleteTable', 'DescribeTable'],
  ...['GetItem', 'ListTables', 'PutItem', 'Query', 'Scan', 'UpdateItem', 'UpdateTable'],
  ...['TagResource', 'UntagResource', 'ListTagsOfResource'],
];

const OPERATIONS = new Map(
  SERVED.map((name) => {
    const file = name.charAt(0).toLowerCase() + name.slice(1);
    const action = load(`dynalite/actions/${file}`) as Action;
    const rules = load(`dynalite/validations/${file}`) as Rules;
    return [name, { action, rules }];
  }),
);

export const isServed = (operation: string): boolean => OPERATIONS.has(operation);

function operationNamed(name: string) {
  const operation = OPERATIONS.get(name);
  if (!operation) throw new Error(`dynalite has no operation ${name}`);
  return operation;
}

/** Checks a request as DynamoDB does and parses its expressions. @throws dynalite's error with `statusCode` and `body`. */
export function prepare(store: Store, operation: string, input: JsonObject): Request {
  const { rules } = operationNamed(operation);
  const onFailure = input.ReturnValuesOnConditionCheckFailure;
  const data = validations.checkTypes(input, rules.types);
  validations.checkValidations(data, rules.types, rules.custom, store);
  if (onFailure) data.ReturnValuesOnConditionCheckFailure = onFailure;
  return data;
}

const promise = <Result>(start: (done: Done<Result>) => void): Promise<Result> =>
  new Promise((resolve, reject) => {
    start((error, result) => (error ? reject(error) : resolve(result as Result)));
  });

/** Runs dynalite's own action against the given store. */
export const runAction = (store: Store, operation: string, data: JsonObject): Promise<JsonObject> =>
  promise((done) => operationNamed(operation).action(store, data, done));

export const tableNamed = (store: Store, name: string): Promise<Table> =>
  promise((done) => store.getTable(name, done));

export const saveTable = (store: Store, table: Table): Promise<void> =>
  promise((done) => store.tableDb.put(table.TableName, table, done));

export const writeAll = (store: Store, writes: Write[]): Promise<void> =>
  promise((done) => store.db.batch(writes, done));

/** The stored item, or undefined. */
export const itemAt = (items: SubDatabase, key: string): Promise<Item | undefined> =>
  new Promise((resolve) => {
    items.get(key, (_notFound, item) => resolve(item));
  });

/** Waits for all keys of one table; the result gives them back. */
export const lockKeys = (items: SubDatabase, keys: string[]): Promise<() => void> =>
  new Promise((resolve) => {
    items.lock(keys, (release) => resolve(release(() => {})));
  });

/** The error as an answer, or undefined if it is not one of dynalite's. */
export function failureBody(error: unknown): { status: number; body: JsonObject } | undefined {
  const failure = error as Failure | undefined;
  return failure?.body ? { status: failure.statusCode ?? 400, body: failure.body } : undefined;
}
