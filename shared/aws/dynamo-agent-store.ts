import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batches, forEachConcurrently } from '../concurrency.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { AgentStore } from '../ports/agent-store.ts';
import type { ScanAtStep } from '../ports/scan-store.ts';
import { agentList } from './agent-list.ts';
import { agentOf, chatOriginOf, chatRow, userOf, userRow } from './agent-row.ts';
import { updateAgents } from './agent-update.ts';
import { batchGet, batchPut } from './batches.ts';
import { isAtStep } from './dynamo-chunks.ts';
import { agentKey, chatKey, tenantKey } from './keys.ts';
import { messageCountOf } from './message-count-row.ts';
import { filledPage, getRow, queryRows } from './reads.ts';
import { isExpired } from './retention.ts';
import { systemClock } from './system-clock.ts';
import type { Tables } from './tables.ts';
import { terms } from './terms.ts';
import { deleteIf, FENCED_AT_ONCE, transact } from './writes.ts';

const REMOVALS_IN_FLIGHT = 16;

/** Agents, the people behind them, and which interface each chat belongs to. */
export function dynamoAgentStore(
  client: DynamoDBDocumentClient,
  tables: Pick<Tables, 'agents' | 'integrations'>,
  clock = systemClock,
): AgentStore {
  const table = tables.agents;
  const fenceOf = (at: ScanAtStep | undefined) => (at ? [isAtStep(tables.integrations, at)] : []);
  const rowsOf = (tenant: Tenant, prefix: 'AGENT#' | 'USER#' | 'MESSAGES#') =>
    queryRows(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': tenantKey(tenant), ':prefix': prefix },
      ConsistentRead: true,
    });

  return {
    all: async function* (tenant) {
      for await (const row of rowsOf(tenant, 'AGENT#')) {
        const agent = agentOf(row);
        if (agent) yield agent;
      }
    },

    find: async (tenant, userId, client_) =>
      agentOf(await getRow(client, table, agentKey(tenant, userId, client_))),

    list: async (tenant, query, page) => {
      const { items, next } = await filledPage(client, agentList(table, tenant, query), page);
      return { items: items.flatMap((row) => agentOf(row) ?? []), next };
    },

    update: async (tenant, changes, at) =>
      (await updateAgents(client, clock, table, tenant, changes, fenceOf(at))) ? 'stored' : 'stale',

    removeUnused: (tenant, agents) =>
      forEachConcurrently(agents, REMOVALS_IN_FLIGHT, async (agent) => {
        const t = terms();
        await deleteIf(client, clock, {
          TableName: table,
          Key: agentKey(tenant, agent.userId, agent.interface),
          ConditionExpression: t.is('firstSeenAt', null),
          ...t.attributes(),
        });
      }),

    users: async function* (tenant) {
      for await (const row of rowsOf(tenant, 'USER#')) yield userOf(row);
    },

    saveUsers: (tenant, users) => {
      const now = clock.now();
      return batchPut(
        client,
        clock,
        table,
        users.map((user) => userRow(tenant, user, now)),
      );
    },

    chatOrigins: async (tenant, chatIds) => {
      const keys = chatIds.map((chatId) => chatKey(tenant, chatId));
      const rows = await batchGet(client, clock, table, keys);
      const origins = rows.filter(({ ttl }) => !isExpired(Number(ttl), clock.now())).map(chatOriginOf);
      return new Map(origins.map((origin) => [origin.chatId, origin]));
    },

    messageCounts: async function* (tenant) {
      for await (const row of rowsOf(tenant, 'MESSAGES#'))
        if (!isExpired(Number(row.ttl), clock.now())) yield messageCountOf(row);
    },

    saveChatOrigins: async (tenant, origins, at) => {
      for (const batch of batches(origins, FENCED_AT_ONCE)) {
        const now = clock.now();
        const puts = batch.map((origin) => ({
          Put: { TableName: table, Item: chatRow(tenant, origin, now) },
        }));
        if (await transact(client, clock, [...fenceOf(at), ...puts])) return 'stale';
      }
      return 'stored';
    },
  };
}
