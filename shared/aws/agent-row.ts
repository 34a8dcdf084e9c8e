import type { Agent, Owner } from '../domain/agent.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { AgentChange, ChatOrigin, DirectoryUser } from '../ports/agent-store.ts';
import { findingCountsOf } from './finding-counters.ts';
import { chatKey, type RowKey, tenantKey, userKey } from './keys.ts';
import { expiresAt, RETENTION_DAYS } from './retention.ts';
import type { Row } from './writes.ts';

type AgentRow = Omit<Agent, 'owner' | 'findings'> & Owner;

/** What a change sets beside days and models, with the sort keys and search texts that follow from it. */
export function agentAttributes({ userId, interface: client, set }: AgentChange, now: number): Row {
  const { owner, ...rest } = set;
  return {
    ...rest,
    ...(owner && ownerAttributes(owner, client)),
    ...(set.perWeek !== undefined && { usageSort: set.perWeek }),
    ...(set.lastSeenAt !== undefined && { lastSeenSort: set.lastSeenAt ?? '0' }),
    userId,
    interface: client,
    writtenAt: new Date(now).toISOString(),
  };
}

/** All attributes of a new agent: those that make it listed, and defaults for what the change leaves open. */
export function newAgentAttributes(tenant: Tenant, change: AgentChange, now: number): Row {
  const { userId, interface: client, set } = change;
  const complete: AgentChange['set'] = {
    owner: { userId, email: null, name: null, active: true },
    perWeek: 0,
    basis: 'estimated',
    basisDays: 0,
    clients: [],
    unattributed: 0,
    firstSeenAt: null,
    lastSeenAt: null,
    ...set,
  };
  return {
    ...agentAttributes({ userId, interface: client, create: true, set: complete }, now),
    agentsOf: tenantKey(tenant),
    days: change.days ?? {},
    models: change.models ?? {},
  };
}

/** People without an address come last. */
const ownerAttributes = (owner: Owner, client: string): Row => {
  const email = owner.email?.toLowerCase();
  return {
    email: owner.email,
    name: owner.name,
    active: owner.active,
    ownerSort: [email ?? '~', owner.userId, client].join('#'),
    emailSearch: email ?? '',
    search: `${email ?? ''} ${owner.name?.toLowerCase() ?? ''}`,
  };
};

/** Undefined for a row that holds finding counts of an agent that is not there yet. */
export function agentOf(row: Row | undefined): Agent | undefined {
  if (!row?.agentsOf) return undefined;
  const stored = row as unknown as AgentRow;
  return {
    owner: { userId: stored.userId, email: stored.email, name: stored.name, active: stored.active },
    interface: stored.interface,
    days: stored.days,
    perWeek: stored.perWeek,
    basis: stored.basis,
    basisDays: stored.basisDays,
    models: stored.models,
    clients: stored.clients,
    unattributed: stored.unattributed,
    findings: findingCountsOf(row),
    firstSeenAt: stored.firstSeenAt,
    lastSeenAt: stored.lastSeenAt,
  };
}

export const userRow = (tenant: Tenant, user: DirectoryUser, now: number): Row & RowKey => ({
  ...userKey(tenant, user.userId),
  ...user,
  writtenAt: new Date(now).toISOString(),
});

export function userOf(row: Row): DirectoryUser {
  const { userId, email, name, active, organizations } = row as unknown as DirectoryUser;
  return { userId, email, name, active, organizations };
}

export const chatRow = (tenant: Tenant, origin: ChatOrigin, now: number): Row & RowKey => ({
  ...chatKey(tenant, origin.chatId),
  ...origin,
  writtenAt: new Date(now).toISOString(),
  ttl: expiresAt(now, RETENTION_DAYS.chats),
});

export function chatOriginOf(row: Row): ChatOrigin {
  const { chatId, userId, interface: client, by, at } = row as unknown as ChatOrigin;
  return { chatId, userId, interface: client, by, at };
}
