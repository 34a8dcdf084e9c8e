import type { DynamoDBDocumentClient, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Tenant } from '../domain/tenant.ts';
import type { AgentChange, Clock } from '../ports.ts';
import { agentAttributes, newAgentAttributes } from './agent-row.ts';
import { storeBusy } from './conflicts.ts';
import { agentKey } from './keys.ts';
import { assignments, terms, updateExpression } from './terms.ts';
import { updateIf } from './writes.ts';

type Request = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/**
 * One update, in the form that fits what the caller has read; where it was wrong, in the other form.
 * Both forms set, so a repeat changes nothing. Finding counts are never touched.
 */
export async function updateAgent(
  client: DynamoDBDocumentClient,
  clock: Clock,
  table: string,
  tenant: Tenant,
  change: AgentChange,
): Promise<void> {
  const Key = agentKey(tenant, change.userId, change.interface);
  const now = clock.now();
  const forms = [() => creation(tenant, change, now), () => alteration(change, now)];
  if (!change.create) forms.reverse();
  for (const form of forms) {
    if (!(await updateIf(client, clock, { TableName: table, Key, ...form() }))) return;
  }
  throw storeBusy();
}

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
