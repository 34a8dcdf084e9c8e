import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  DeleteCommand,
  type DeleteCommandInput,
  GetCommand,
  type GetCommandInput,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { holds, type Placeholders, type Row, updated } from './expressions.ts';

/** DynamoDB in memory, as far as the stores use it; each request takes effect at once and as a whole. */
export interface Tables {
  execute(command: object, how?: Execution): unknown;
  rows(table: string): Row[];
  /** Removes rows whose time to live is over, as DynamoDB does within days. */
  expire(nowMs: number): number;
}

export interface Execution {
  /** What a batch does not process: called once for each of its entries. */
  readonly leavesOut?: () => boolean;
  /** An eventually consistent read sees the row as it was before its last change. */
  readonly isStale?: () => boolean;
  /** At most so many rows in one page of a query. */
  readonly pageSize?: number;
}

export interface Change {
  readonly table: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

const MAX_ROW_BYTES = 400_000;
const INDEXES: Readonly<Record<string, readonly [partition: string, sort: string]>> = {
  openScans: ['openScan', 'heartbeatAt'],
  byUser: ['userKey', 'sk'],
  byRisk: ['riskKey', 'sk'],
  byOwner: ['agentsOf', 'ownerSort'],
  byUsage: ['agentsOf', 'usageSort'],
  byLastSeen: ['agentsOf', 'lastSeenSort'],
};

interface Stored {
  row: Row | undefined;
  previous: Row | undefined;
}

type Key = Readonly<Record<string, unknown>>;
type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Write = { readonly table: string; readonly key: Key; readonly next: (row: Row) => Row | undefined };
type Conditional = {
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
};

export function createTables(onChange: (change: Change) => void = () => {}): Tables {
  const tables = new Map<string, Map<string, Stored>>();
  const keyText = ({ pk, sk }: Key) => `${pk}\n${sk}`;
  const tableOf = (name: string | undefined) => {
    const known = tables.get(name ?? '');
    if (known) return known;
    const fresh = new Map<string, Stored>();
    tables.set(name ?? '', fresh);
    return fresh;
  };
  const read = (table: string | undefined, key: Key | undefined) =>
    tableOf(table).get(keyText(key ?? {}))?.row;

  function apply({ table, key, next }: Write): void {
    const rows = tableOf(table);
    const text = keyText(key);
    const before = rows.get(text)?.row;
    const after = next(before ?? { pk: key.pk, sk: key.sk });
    if (after) refuseImpossible(after);
    if (!before && !after) return;
    rows.set(text, { row: after, previous: before });
    onChange({ table, before, after });
  }

  function write(input: Conditional, change: Write): void {
    const row = read(change.table, change.key);
    if (!holds(input.ConditionExpression, row ?? {}, placeholders(input))) throw conditionFailed(row);
    apply(change);
  }

  function transact({ TransactItems = [] }: TransactWriteCommandInput): object {
    const actions = TransactItems.map(actionOf);
    const keys = new Set(actions.map(({ change }) => `${change.table} ${keyText(change.key)}`));
    if (actions.length > 100 || keys.size < actions.length)
      throw invalid('Transaction too large or ambiguous');
    const reasons = actions.map(({ input, change }) => {
      const row = read(change.table, change.key);
      if (holds(input.ConditionExpression, row ?? {}, placeholders(input))) return { Code: 'None' };
      return { Code: 'ConditionalCheckFailed', ...(row && { Item: marshalled(row) }) };
    });
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
    for (const { change, isCheck } of actions) if (!isCheck) apply(change);
    return {};
  }

  function query(input: QueryCommandInput, { isStale, pageSize }: Execution): object {
    const { ConsistentRead, ExclusiveStartKey, IndexName, Limit } = input;
    const [partition, sort] = IndexName ? (INDEXES[IndexName] ?? ['pk', 'sk']) : ['pk', 'sk'];
    const given = placeholders(input);
    const seen = [...tableOf(input.TableName).values()].map(({ row, previous }) =>
      !ConsistentRead && isStale?.() ? previous : row,
    );
    const found = seen
      .filter((row): row is Row => row?.[partition] !== undefined && row[sort] !== undefined)
      .filter((row) => holds(input.KeyConditionExpression, row, given))
      .sort((a, b) => (isAfter(a, b, sort) ? 1 : -1));
    if (input.ScanIndexForward === false) found.reverse();
    const rest = ExclusiveStartKey
      ? found.filter((row) =>
          input.ScanIndexForward === false
            ? isAfter(ExclusiveStartKey, row, sort)
            : isAfter(row, ExclusiveStartKey, sort),
        )
      : found;
    const page = rest.slice(0, Math.min(Limit ?? rest.length, pageSize ?? rest.length));
    const last = page.at(-1);
    return {
      Items: page.filter((row) => holds(input.FilterExpression, row, given)),
      ...(last &&
        page.length < rest.length && { LastEvaluatedKey: { pk: last.pk, sk: last.sk, [sort]: last[sort] } }),
    };
  }

  function batchGet({ RequestItems = {} }: BatchGetCommandInput, { leavesOut }: Execution): object {
    const Responses: Record<string, Row[]> = {};
    const UnprocessedKeys: Record<string, { Keys: Key[]; ConsistentRead?: boolean | undefined }> = {};
    for (const [table, { Keys = [], ConsistentRead }] of Object.entries(RequestItems)) {
      if (Keys.length > 100) throw invalid('Too many keys');
      const keys: readonly Key[] = Keys;
      const left = keys.filter(() => leavesOut?.());
      const taken = keys.filter((key) => !left.includes(key));
      Responses[table] = taken.map((key) => read(table, key)).filter(isThere);
      if (left.length > 0) UnprocessedKeys[table] = { Keys: left, ConsistentRead };
    }
    return { Responses, UnprocessedKeys };
  }

  function batchWrite({ RequestItems = {} }: BatchWriteCommandInput, { leavesOut }: Execution): object {
    const UnprocessedItems: Record<string, unknown[]> = {};
    for (const [table, requests] of Object.entries(RequestItems)) {
      if (requests.length > 25) throw invalid('Too many writes');
      for (const request of requests) {
        if (leavesOut?.()) UnprocessedItems[table] = [...(UnprocessedItems[table] ?? []), request];
        else if (request.PutRequest) apply(put(table, request.PutRequest.Item ?? {}));
        else apply(remove(table, request.DeleteRequest?.Key ?? {}));
      }
    }
    return { UnprocessedItems };
  }

  return {
    execute(command, how = {}) {
      if (command instanceof GetCommand) {
        const { TableName, Key } = command.input as GetCommandInput;
        return { Item: read(TableName, Key) };
      }
      if (command instanceof UpdateCommand) {
        const { change, input } = actionOf({
          Update: command.input as UpdateCommandInput & { UpdateExpression: string },
        });
        write(input, change);
        return { Attributes: read(change.table, change.key) };
      }
      if (command instanceof PutCommand) {
        const input = command.input as PutCommandInput;
        write(input, put(input.TableName, input.Item ?? {}));
        return {};
      }
      if (command instanceof DeleteCommand) {
        const input = command.input as DeleteCommandInput;
        write(input, remove(input.TableName, input.Key ?? {}));
        return {};
      }
      if (command instanceof TransactWriteCommand) return transact(command.input);
      if (command instanceof QueryCommand) return query(command.input, how);
      if (command instanceof BatchGetCommand) return batchGet(command.input, how);
      if (command instanceof BatchWriteCommand) return batchWrite(command.input, how);
      throw new Error(`The tables do not know ${command.constructor.name}.`);
    },
    rows: (table) => [...tableOf(table).values()].map(({ row }) => row).filter(isThere),
    expire(nowMs) {
      let expired = 0;
      for (const [table, rows] of tables) {
        for (const { row } of rows.values()) {
          if (typeof row?.ttl !== 'number' || row.ttl > nowMs / 1_000) continue;
          apply(remove(table, row));
          expired += 1;
        }
      }
      return expired;
    },
  };
}

const isThere = (row: Row | undefined): row is Row => row !== undefined;

const placeholders = (input: Conditional): Placeholders => ({
  names: input.ExpressionAttributeNames ?? {},
  values: input.ExpressionAttributeValues ?? {},
});

const put = (table: string | undefined, item: Row): Write => {
  const copy = copyOf(item) as Row;
  return { table: table ?? '', key: item, next: () => copy };
};

const remove = (table: string | undefined, key: Key): Write => ({
  table: table ?? '',
  key,
  next: () => undefined,
});

function actionOf(action: Action): { input: Conditional; change: Write; isCheck: boolean } {
  const { Put, Update, Delete, ConditionCheck } = action;
  if (Put) return { input: Put, change: put(Put.TableName, Put.Item ?? {}), isCheck: false };
  if (Update) {
    const given = copyOf(placeholders(Update)) as Placeholders;
    const next = (row: Row) => updated(Update.UpdateExpression ?? '', row, given);
    return {
      input: Update,
      change: { table: Update.TableName ?? '', key: Update.Key ?? {}, next },
      isCheck: false,
    };
  }
  const other = Delete ?? ConditionCheck;
  return { input: other ?? {}, change: remove(other?.TableName, other?.Key ?? {}), isCheck: !Delete };
}

function isAfter(a: Key, b: Key, sort: string): boolean {
  const [x, y] = [a[sort] as string, b[sort] as string];
  if (x !== y) return x > y;
  return `${a.pk}\n${a.sk}` > `${b.pk}\n${b.sk}`;
}

/** What is stored does not change when its sender changes the original; `undefined` is left out, as the client does. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) copy[key] = copyOf(inner);
  return copy;
}

function refuseImpossible(row: Row): void {
  for (const value of Object.values(row)) {
    if (value instanceof Set && value.size === 0) throw invalid('A set may not be empty');
  }
  if (JSON.stringify(row).length > MAX_ROW_BYTES) throw invalid('The row is too large');
}

const marshalled = (row: Row) => marshall(row, { removeUndefinedValues: true });

const invalid = (message: string) => Object.assign(new Error(message), { name: 'ValidationException' });

const conditionFailed = (row: Row | undefined) =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    ...(row && { Item: marshalled(row) }),
  });

export const cancelled = (reasons: readonly object[]) =>
  Object.assign(new Error('Transaction cancelled'), {
    name: 'TransactionCanceledException',
    CancellationReasons: reasons,
  });
