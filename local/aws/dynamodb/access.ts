import type { Ask } from '../iam/policy.ts';
import { asObject, asObjects, asText, type JsonObject } from '../json.ts';
import { arn } from '../names.ts';

/** The attribute that partitions a table, or one of its indexes. */
export type PartitionKeys = (table: string, index?: string) => string;

const IN_TRANSACTIONS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** What a request asks to be allowed, with the partitions that it names as `dynamodb:LeadingKeys`. */
export function asksOfTables(operation: string, input: JsonObject, keys: PartitionKeys): Ask[] {
  const ask = (action: string, table: string, partitions: readonly unknown[], index?: string): Ask => ({
    action: `dynamodb:${action}`,
    resource: arn('dynamodb', index ? `table/${table}/index/${index}` : `table/${table}`),
    context: { 'dynamodb:LeadingKeys': [...new Set(partitions.map(String))] },
  });
  const partition = (table: string, row: unknown): unknown => scalar(asObject(row)[keys(table)]);
  const one = (action: string, { TableName, Key, Item }: JsonObject): Ask => {
    const table = asText(TableName) ?? '';
    return ask(action, table, [partition(table, Key ?? Item)]);
  };

  const requested = Object.entries(asObject(input.RequestItems));
  if (operation === 'BatchGetItem') {
    return requested.map(([table, asked]) =>
      ask(
        operation,
        table,
        asObjects(asObject(asked).Keys).map((key) => partition(table, key)),
      ),
    );
  }
  if (operation === 'BatchWriteItem') {
    return requested.map(([table, writes]) =>
      ask(
        operation,
        table,
        asObjects(writes).map(({ PutRequest, DeleteRequest }) =>
          partition(table, asObject(PutRequest).Item ?? asObject(DeleteRequest).Key),
        ),
      ),
    );
  }
  if (operation.startsWith('Transact')) {
    return asObjects(input.TransactItems)
      .flatMap((item) => Object.entries(item))
      .map(([kind, action]) => one(IN_TRANSACTIONS[kind] ?? kind, asObject(action)));
  }
  if (operation === 'Query') {
    const table = asText(input.TableName) ?? '';
    const index = asText(input.IndexName);
    return [ask(operation, table, partitionsAskedFor(input, keys(table, index)), index)];
  }
  if (['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'].includes(operation)) return [one(operation, input)];
  // What names no row has no leading keys.
  return [
    { action: `dynamodb:${operation}`, resource: arn('dynamodb', `table/${asText(input.TableName) ?? '*'}`) },
  ];
}

/** `#pk = :pk AND …`: the value that the partition has to be. */
function partitionsAskedFor(input: JsonObject, key: string): unknown[] {
  const names = asObject(input.ExpressionAttributeNames);
  const values = asObject(input.ExpressionAttributeValues);
  const equations = (asText(input.KeyConditionExpression) ?? '').matchAll(/([#\w]+)\s*=\s*(:\w+)/g);
  return [...equations]
    .filter(([, name = '']) => (names[name] ?? name) === key)
    .map(([, , value = '']) => scalar(values[value]));
}

/** `{ S: 'text' }` → `text` */
const scalar = (value: unknown): unknown => Object.values(asObject(value))[0];
