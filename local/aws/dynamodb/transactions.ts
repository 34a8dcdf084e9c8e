import { createHash } from 'node:crypto';
import { AwsFault } from '../fault.ts';
import { asObject, asObjects, asText, type JsonObject } from '../json.ts';
import { type CapacityUnits, readUnits } from './capacity.ts';
import {
  database,
  failureBody,
  itemAt,
  prepare,
  type Request,
  runAction,
  type Store,
  writeAll,
} from './dynalite.ts';
import { type Attempt, newAttempt, recordingStore } from './recording-store.ts';
import { type Target, targetOf, unitsOf, withLocks } from './writes.ts';

/** A condition check runs as a delete whose writes are thrown away. */
const ACTION: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
};

/** DynamoDB, TransactWriteItems: a client request token is valid for ten minutes. */
const TOKEN_LIFETIME_MS = 600_000;

/** At most 100 actions in one transaction (DynamoDB, quotas). */
const MAX_ACTIONS = 100;

interface Step extends Target {
  kind: string;
  action: string;
  data: Request;
}

interface Reason {
  Code: string;
  Message?: string;
  Item?: unknown;
}

export interface Transactions {
  write(input: JsonObject): Promise<JsonObject>;
  read(input: JsonObject): Promise<JsonObject>;
}

/** Remembers the tokens of finished transactions together with a digest of what they did. */
function tokenMemory() {
  const seen = new Map<string, { digest: string; at: number }>();
  return {
    /** True if this transaction was already done. @throws if the token belonged to another one. */
    isRepeat(token: string, digest: string): boolean {
      const known = seen.get(token);
      if (!known || Date.now() - known.at > TOKEN_LIFETIME_MS) return false;
      if (known.digest === digest) return true;
      throw new AwsFault(
        'IdempotentParameterMismatchException',
        'The request uses a client token that was used before with other parameters.',
      );
    },
    remember(token: string, digest: string): void {
      seen.delete(token);
      seen.set(token, { digest, at: Date.now() });
      for (const [old, { at }] of seen) {
        if (Date.now() - at <= TOKEN_LIFETIME_MS) break;
        seen.delete(old);
      }
    },
  };
}

async function planStep(store: Store, entry: JsonObject): Promise<Step> {
  const kind = Object.keys(entry)[0] ?? '';
  const action = ACTION[kind];
  if (!action) throw database.validationError(`Unsupported transaction action ${kind}`);
  const data = prepare(store, action, asObject(entry[kind]));
  return { kind, action, data, ...(await targetOf(store, data)) };
}

async function planWrite(store: Store, entries: JsonObject[]): Promise<Step[]> {
  if (entries.length < 1 || entries.length > MAX_ACTIONS) {
    throw database.validationError(`A transaction has between 1 and ${MAX_ACTIONS} actions`);
  }
  const steps = await Promise.all(entries.map((entry) => planStep(store, entry)));
  const distinct = new Set(steps.map(({ table, key }) => `${table.TableName} ${key}`));
  if (distinct.size < steps.length) {
    throw database.validationError('Transaction request cannot include multiple operations on one item');
  }
  return steps;
}

/** Tries one step and says why it cannot be done. */
async function tryStep(store: Store, step: Step, attempt: Attempt): Promise<Reason> {
  try {
    await runAction(recordingStore(store, attempt), step.action, step.data);
    return { Code: 'None' };
  } catch (error) {
    const body = failureBody(error)?.body;
    if (!body) throw error;
    const conditional = String(body.__type).endsWith('#ConditionalCheckFailedException');
    return {
      Code: conditional ? 'ConditionalCheckFailed' : 'ValidationError',
      Message: String(body.message),
      ...(body.Item ? { Item: body.Item } : {}),
    };
  } finally {
    if (step.kind === 'ConditionCheck') attempt.writes.length = 0;
  }
}

/** Tries every step, then writes all of them in one batch, or none. Transactions cost twice the units of single writes. */
async function commit(store: Store, steps: Step[], units: CapacityUnits): Promise<void> {
  const tries = await Promise.all(
    steps.map(async (step) => {
      const attempt = newAttempt();
      const reason = await tryStep(store, step, attempt);
      units.writeUnits += 2 * unitsOf(attempt, step);
      return { reason, writes: attempt.writes };
    }),
  );
  const reasons = tries.map(({ reason }) => reason);
  if (reasons.some(({ Code }) => Code !== 'None')) {
    const codes = reasons.map(({ Code }) => Code).join(', ');
    throw new AwsFault(
      'TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      { extra: { CancellationReasons: reasons } },
    );
  }
  units.transactedUpdates += steps.filter(({ kind }) => kind === 'Update').length;
  await writeAll(
    store,
    tries.flatMap(({ writes }) => writes),
  );
}

async function readAll(store: Store, input: JsonObject, units: CapacityUnits): Promise<JsonObject> {
  const steps = await Promise.all(
    asObjects(input.TransactItems).map(async (entry) => {
      const data = prepare(store, 'GetItem', asObject(entry.Get));
      return { data, ...(await targetOf(store, data)) };
    }),
  );
  return withLocks(store, steps, async () => {
    const items = await Promise.all(
      steps.map((step) => itemAt(store.getItemDb(step.table.TableName), step.key)),
    );
    for (const item of items) units.readUnits += 2 * readUnits(item);
    const Responses = items.map((item, index) => {
      const projection = steps[index]?.data._projection;
      if (!item) return {};
      return { Item: projection ? database.mapPaths(projection.paths, item) : item };
    });
    return { Responses };
  });
}

/** TransactWriteItems and TransactGetItems, which dynalite lacks. */
export function transactions(store: Store, units: CapacityUnits): Transactions {
  const tokens = tokenMemory();
  return {
    async write(input) {
      const token = asText(input.ClientRequestToken);
      const digest = createHash('sha256').update(JSON.stringify(input.TransactItems)).digest('hex');
      const steps = await planWrite(store, asObjects(input.TransactItems));
      return withLocks(store, steps, async () => {
        // Asked under the locks: a repeat that arrives during the first try waits for its end.
        if (token && tokens.isRepeat(token, digest)) return {};
        await commit(store, steps, units);
        if (token) tokens.remember(token, digest);
        return {};
      });
    },
    read: (input) => readAll(store, input, units),
  };
}
