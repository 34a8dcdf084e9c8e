import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { AppError } from '../errors.ts';
import type { Page, PageKey, PageRequest } from '../ports/page.ts';
import type { RowKey } from './keys.ts';
import type { Row } from './writes.ts';

/** Reads its own writes. */
export async function getRow(
  client: DynamoDBDocumentClient,
  table: string,
  key: RowKey,
): Promise<Row | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return Item;
}

/** Every row of a query, page after page. */
export async function* queryRows(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
): AsyncGenerator<Row, void, undefined> {
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({ ...input, ExclusiveStartKey: start }),
    );
    yield* Items;
    start = LastEvaluatedKey;
  } while (start);
}

export interface ListQuery {
  readonly input: QueryCommandInput;
  /** The key to go on after; gets only what {@link position} gave, so that it cannot lead to another tenant. */
  startKey(after: PageKey): Record<string, unknown>;
  /** A row's position; also works on a key alone. */
  position(row: Row): PageKey;
  /** Leaves out rows that should be gone already. */
  keep?(row: Row): boolean;
}

/** Queries per call: a selective filter over a large tenant gives a short page and a position, not a long wait. */
const MAX_QUERIES = 10;

/** One page, filled up to its limit where enough rows match. */
export async function filledPage(
  client: DynamoDBDocumentClient,
  { input, startKey, position, keep = () => true }: ListQuery,
  { limit, after }: PageRequest,
): Promise<Page<Row>> {
  const found: Row[] = [];
  let start: Record<string, unknown> | undefined = after ? startKey(after) : undefined;

  for (let queries = 0; queries < MAX_QUERIES; queries += 1) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        ...input,
        ...(!input.FilterExpression && { Limit: limit + 1 - found.length }),
        ExclusiveStartKey: start,
      }),
    );
    found.push(...Items.filter(keep));
    const last = found[limit - 1];
    if (found.length > limit && last) return { items: found.slice(0, limit), next: position(last) };
    if (!LastEvaluatedKey) return { items: found, next: null };
    start = LastEvaluatedKey;
  }
  return { items: found, next: position(start ?? {}) };
}

/** A text out of a position that a caller brought back. */
export function positionText(after: PageKey, name: string): string {
  const text = after[name];
  if (typeof text === 'string') return text;
  throw new AppError('invalid', 'INVALID_CURSOR', 'The position does not belong to this list.');
}
