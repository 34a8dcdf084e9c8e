import type { DynamoDBDocumentClient, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { batches } from '../concurrency.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { AgentChange } from '../ports/agent-store.ts';
import type { Clock } from '../ports/clock.ts';
import { agentAttributes, newAgentAttributes } from './agent-row.ts';
import { storeBusy } from './conflicts.ts';
import { agentKey } from './keys.ts';
import { assignments, terms, updateExpression } from './terms.ts';
import { type Action, FENCED_AT_ONCE, transact } from './writes.ts';

type Request = Pick<
  UpdateCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
> & { readonly UpdateExpression: string };

/**
 * Updates, each in the form that fits what the caller has read; where it was wrong, in the other form. Both forms set, so a
 * repeat changes nothing. Finding counts are never touched.
 *
 * @param fence holds off the writes of a worker that another one has taken over from
 * @returns false where it did
 */
export async function updateAgents(
  client: DynamoDBDocumentClient,
  clock: Clock,
  table: string,
  tenant: Tenant,
  changes: readonly AgentChange[],
  fence: readonly Action[],
): Promise<boolean> {
  for (const batch of batches(changes, FENCED_AT_ONCE)) {
    const creates = new Map(batch.map((change) => [change, change.create]));
    for (let attempt = 1; ; attempt += 1) {
      const now = clock.now();
      const updates = batch.map((change) => ({
        Update: {
          TableName: table,
          Key: agentKey(tenant, change.userId, change.interface),
          ...(creates.get(change) ? creation(tenant, change, now) : alteration(change, now)),
        },
      }));
      const refusals = await transact(client, clock, [...fence, ...updates]);
      if (!refusals) break;
      if (fence.some((_, position) => refusals.has(position))) return false;
      if (attempt === FORMS) throw storeBusy();
      for (const [position, change] of batch.entries())
        if (refusals.has(fence.length + position)) creates.set(change, !creates.get(change));
    }
  }
  return true;
}

/** The form that fits, the other one, and once more, since agents also go. */
const FORMS = 3;

/** Whole maps, where there is no agent: nested ones can only be set inside a map that exists. */
function creation(tenant: Tenant, change: AgentChange, now: number): Request {
  const t = terms();
  return {
    UpdateExpression: updateExpression({ set: assignments(t, newAgentAttributes(tenant, change, now)) }),
    ConditionExpression: `attribute_not_exists(${t.name('agentsOf')})`,
    ...t.attributes(),
  };
}

function alteration(change: AgentChange, now: number): Request {
  const { days = {}, models = {}, dropDays = [] } = change;
  const t = terms();
  const nested = (map: string, entries: Readonly<Record<string, unknown>>) =>
    Object.entries(entries).map(([key, value]) => `${t.name(map, key)} = ${t.value(value)}`);
  return {
    UpdateExpression: updateExpression({
      set: [
        ...assignments(t, agentAttributes(change, now)),
        ...nested('days', days),
        ...nested('models', models),
      ],
      remove: dropDays.filter((day) => !(day in days)).map((day) => t.name('days', day)),
    }),
    ConditionExpression: `attribute_exists(${t.name('agentsOf')})`,
    ...t.attributes(),
  };
}
