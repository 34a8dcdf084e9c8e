import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { forEachConcurrently } from '../concurrency.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { AgentStore } from '../ports.ts';
import { agentList } from './agent-list.ts';
import { agentOf, chatOriginOf, chatRow, userOf, userRow } from './agent-row.ts';
import { updateAgent } from './agent-update.ts';
import { batchGet, batchPut } from './batches.ts';
import { agentKey, chatKey, tenantKey } from './keys.ts';
import { messageCountOf } from './message-count-row.ts';
import { filledPage, getRow, queryRows } from './reads.ts';
import { isExpired } from './retention.ts';
import { systemClock } from './system-clock.ts';
import { terms } from './terms.ts';
import { deleteIf } from './writes.ts';

const UPDATES_IN_FLIGHT = 16;

/** Agents, the people behind them, and which interface each chat belongs to. */
export function dynamoAgentStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock = systemClock,
): AgentStore {
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

    update: (tenant, changes) =>
      forEachConcurrently(changes, UPDATES_IN_FLIGHT, (change) =>
        updateAgent(client, clock, table, tenant, change),
      ),

    removeUnused: (tenant, userIds) =>
      forEachConcurrently(userIds, UPDATES_IN_FLIGHT, async (userId) => {
        const t = terms();
        await deleteIf(client, clock, {
          TableName: table,
          Key: agentKey(tenant, userId, 'browser'),
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

    saveChatOrigins: (tenant, origins) => {
      const now = clock.now();
      return batchPut(
        client,
        clock,
        table,
        origins.map((origin) => chatRow(tenant, origin, now)),
      );
    },
  };
}
