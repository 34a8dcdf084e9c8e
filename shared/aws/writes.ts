import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Clock } from '../ports/clock.ts';
import { CONDITION_FAILED, isCancelled, retryConflicts } from './conflicts.ts';

/** A stored row; attributes that this version does not know are let through. */
export type Row = Record<string, unknown>;

/** The condition did not hold; `row` is what stood there instead. */
export interface Refusal {
  readonly row: Row | undefined;
}

const keepOld = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** Returns null when written. */
export const updateIf = (
  client: DynamoDBDocumentClient,
  clock: Clock,
  input: UpdateCommandInput,
): Promise<Refusal | null> =>
  conditionally(clock, () => client.send(new UpdateCommand({ ...input, ...keepOld })));

/** Returns the whole row as written, or the refusal. */
export async function updated(
  client: DynamoDBDocumentClient,
  clock: Clock,
  input: UpdateCommandInput,
): Promise<Refusal | { readonly updated: Row }> {
  let row: Row = {};
  const refusal = await conditionally(clock, async () => {
    const command = new UpdateCommand({ ...input, ...keepOld, ReturnValues: 'ALL_NEW' });
    row = (await client.send(command)).Attributes ?? {};
  });
  return refusal ?? { updated: row };
}

/** Returns null when written. */
export const putIf = (
  client: DynamoDBDocumentClient,
  clock: Clock,
  input: PutCommandInput,
): Promise<Refusal | null> =>
  conditionally(clock, () => client.send(new PutCommand({ ...input, ...keepOld })));

/** Returns null when the row is gone, also where there was none. */
export const deleteIf = (
  client: DynamoDBDocumentClient,
  clock: Clock,
  input: DeleteCommandInput,
): Promise<Refusal | null> =>
  conditionally(clock, () => client.send(new DeleteCommand({ ...input, ...keepOld })));

async function conditionally(clock: Clock, write: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await retryConflicts(clock, write);
    return null;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { row: error.Item && unmarshall(error.Item) };
  }
}

/** Of the hundred actions of a transaction (DynamoDB, quotas), one is the fence. */
export const FENCED_AT_ONCE = 99;

export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * All of these actions or none. Returns null when done, else the refusals by position in `actions`.
 * A repeat of the same call by the SDK carries the same token, so it is applied once.
 */
export async function transact(
  client: DynamoDBDocumentClient,
  clock: Clock,
  actions: readonly Action[],
): Promise<ReadonlyMap<number, Refusal> | null> {
  try {
    await retryConflicts(clock, () =>
      client.send(new TransactWriteCommand({ TransactItems: actions.map(withOld) })),
    );
    return null;
  } catch (error) {
    if (!isCancelled(error)) throw error;
    const refusals = (error.CancellationReasons ?? []).flatMap(({ Code, Item }, position) =>
      Code === CONDITION_FAILED ? [[position, { row: Item && unmarshall(Item) }] as const] : [],
    );
    if (refusals.length === 0) throw error;
    return new Map(refusals);
  }
}

function withOld({ Put, Update, Delete, ConditionCheck }: Action): Action {
  return {
    ...(Put && { Put: { ...Put, ...keepOld } }),
    ...(Update && { Update: { ...Update, ...keepOld } }),
    ...(Delete && { Delete: { ...Delete, ...keepOld } }),
    ...(ConditionCheck && { ConditionCheck: { ...ConditionCheck, ...keepOld } }),
  };
}
