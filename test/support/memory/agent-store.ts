import { RETENTION_DAYS } from '../../../shared/aws/retention.ts';
import { type Agent, NO_FINDINGS, worstRisk } from '../../../shared/domain/agent.ts';
import { isOpen } from '../../../shared/domain/scan.ts';
import { AppError } from '../../../shared/errors.ts';
import type { AgentChange, AgentQuery, AgentStore } from '../../../shared/ports/agent-store.ts';
import type { ScanAtStep } from '../../../shared/ports/scan-store.ts';
import { pageOf } from './paging.ts';
import { type AgentRow, isFresh, type MemoryState, rowKey, rowsOf, tenantPrefix, write } from './state.ts';

const blank = (userId: string, client: Agent['interface']): Agent => ({
  owner: { userId, email: null, name: null, active: true },
  interface: client,
  days: {},
  perWeek: 0,
  basis: 'estimated',
  basisDays: 0,
  models: {},
  clients: [],
  unattributed: 0,
  findings: NO_FINDINGS,
  firstSeenAt: null,
  lastSeenAt: null,
});

function changed(agent: Agent, { set, days, dropDays = [], models }: AgentChange): Agent {
  const kept = Object.entries(agent.days).filter(([day]) => !dropDays.includes(day));
  return {
    ...agent,
    ...set,
    days: { ...Object.fromEntries(kept), ...days },
    models: { ...agent.models, ...models },
  };
}

const has = (text: string | null, part: string) => text?.toLowerCase().includes(part.toLowerCase()) ?? false;

const matches =
  ({ type, owner, perWeek, model, risk, text }: AgentQuery) =>
  (agent: Agent) =>
    (!type || agent.interface === type) &&
    (!owner || has(agent.owner.email, owner)) &&
    (!perWeek || (agent.perWeek >= perWeek.from && (perWeek.to === null || agent.perWeek < perWeek.to))) &&
    (!model || model in agent.models) &&
    (!risk || worstRisk(agent.findings) === risk) &&
    (!text || has(agent.owner.email, text) || has(agent.owner.name, text));

const sortKeys: Record<AgentQuery['sort'], (agent: Agent) => string | number> = {
  owner: ({ owner }) => owner.email?.toLowerCase() ?? '~',
  usage: ({ perWeek }) => perWeek,
  lastSeenAt: ({ lastSeenAt }) => lastSeenAt ?? '0',
};

const rowOf = ({ owner, interface: client }: Agent) => `${owner.userId}#${client}`;

export function memoryAgentStore(state: MemoryState): AgentStore {
  const isStale = (at: ScanAtStep | undefined): boolean => {
    const scan = at && state.scans.get(rowKey(at.tenant, at.scanId))?.value;
    const isTheirs = scan && scan.step === at?.step && (at.attempt ?? scan.attempt) === scan.attempt;
    return at !== undefined && !(isTheirs && isOpen(scan));
  };

  const agentOf = ({ agent, findings }: AgentRow): Agent[] => (agent ? [{ ...agent, findings }] : []);
  const agentsOf = (tenant: string): Agent[] =>
    rowsOf(state.agents, tenantPrefix(tenant)).flatMap(({ value }) => agentOf(value));

  return {
    all: async function* (tenant) {
      yield* agentsOf(tenant);
    },

    find: async (tenant, userId, client) => {
      const row = state.agents.get(rowKey(tenant, userId, client))?.value;
      return row && agentOf(row)[0];
    },

    list: async (tenant, query, page) => {
      const key = sortKeys[query.sort];
      const direction = query.descending ? -1 : 1;
      const order = (sort: string | number, row: string, other: Agent) => {
        const otherSort = key(other);
        if (sort !== otherSort) return (sort < otherSort ? -1 : 1) * direction;
        return (row < rowOf(other) ? -1 : 1) * direction;
      };
      if (page.after && typeof page.after.row !== 'string') {
        throw new AppError('invalid', 'INVALID_CURSOR', 'The position does not belong to this list.');
      }
      return pageOf(
        agentsOf(tenant)
          .filter(matches(query))
          .sort((a, b) => order(key(a), rowOf(a), b)),
        (agent) => ({ sort: key(agent), row: rowOf(agent) }),
        (agent, after) => rowOf(agent) !== after.row && order(after.sort ?? '', String(after.row), agent) < 0,
        page,
      );
    },

    update: async (tenant, changes, at) => {
      if (isStale(at)) return 'stale';
      for (const change of changes) {
        const key = rowKey(tenant, change.userId, change.interface);
        const row = state.agents.get(key)?.value ?? { agent: null, findings: NO_FINDINGS };
        const agent = changed(row.agent ?? blank(change.userId, change.interface), change);
        write(state, state.agents, key, { ...row, agent });
      }
      return 'stored';
    },

    removeUnused: async (tenant, agents) => {
      for (const { userId, interface: type } of agents) {
        const key = rowKey(tenant, userId, type);
        if (state.agents.get(key)?.value.agent?.firstSeenAt === null) state.agents.delete(key);
      }
    },

    users: async function* (tenant) {
      yield* rowsOf(state.users, tenantPrefix(tenant)).map(({ value }) => value);
    },

    saveUsers: async (tenant, users) => {
      for (const user of users) write(state, state.users, rowKey(tenant, user.userId), user);
    },

    chatOrigins: async (tenant, chatIds) => {
      const found = chatIds.flatMap((chatId) => {
        const row = state.chats.get(rowKey(tenant, chatId));
        return row && isFresh(row, state, RETENTION_DAYS.chats) ? [[chatId, row.value] as const] : [];
      });
      return new Map(found);
    },

    messageCounts: async function* (tenant) {
      for (const row of rowsOf(state.messageCounts, tenantPrefix(tenant)))
        if (isFresh(row, state, RETENTION_DAYS.messages)) yield row.value;
    },

    saveChatOrigins: async (tenant, origins, at) => {
      if (isStale(at)) return 'stale';
      for (const origin of origins) write(state, state.chats, rowKey(tenant, origin.chatId), origin);
      return 'stored';
    },
  };
}
