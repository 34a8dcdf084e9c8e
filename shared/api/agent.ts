import * as z from 'zod/mini';
import { type Agent, agentId, worstRisk } from '../domain/agent.ts';
import { agentName } from '../domain/agent-type.ts';
import { modelName } from '../domain/model.ts';
import { boundsOf, levelOf, USAGE_LEVELS } from '../domain/usage.ts';
import type { AgentQuery } from '../ports/agent-store.ts';
import { agentType, count, id, risk, text, time } from './fields.ts';
import { listOf, pageQuery } from './page.ts';

const agentFilters = {
  type: z.optional(agentType),
  owner: z.optional(text),
  usage: z.optional(z.enum(USAGE_LEVELS)),
  model: z.optional(id),
  risk: z.optional(risk),
  q: z.optional(text),
  sort: z._default(z.enum(['owner', 'usage', 'lastSeenAt']), 'owner'),
  order: z.optional(
    z.enum(['asc', 'desc']).check(z.describe('By default owners ascend, usage and last activity descend')),
  ),
};

export const agentExportQuery = z.strictObject(agentFilters);
export const agentListQuery = z.extend(pageQuery, agentFilters);

const agentFields = {
  agentId: z.string(),
  name: z.string().check(z.describe('`Claude Desktop (Compliance API)`, `Claude Code (Compliance API)`, …')),
  type: agentType,
  vendor: z.literal('Anthropic'),
  owner: z.object({
    email: z.nullable(z.string()),
    name: z.nullable(z.string()),
    userId: z.string(),
    active: z.boolean(),
  }),
  usage: z.object({
    level: z.enum(USAGE_LEVELS),
    perWeek: z.number(),
    basis: z.enum(['messages', 'estimated']),
    days: count,
  }),
  models: z.array(z.object({ name: z.string(), id: z.string(), lastUsedAt: time })),
  risk: z.nullable(risk),
  findings: z.object({ critical: count, high: count, medium: count, low: count, info: count }),
  firstSeenAt: z.nullable(time),
  lastSeenAt: z.nullable(time),
};

export const agentAnswer = z.object(agentFields);
export type AgentAnswer = z.infer<typeof agentAnswer>;

export const agentList = listOf(agentAnswer);

export const agentDetail = z.object({
  ...agentFields,
  days: z.array(z.object({ date: z.iso.date(), chats: count, files: count, messages: z.nullable(count) })),
  evidence: z.array(z.object({ userAgent: z.string(), rule: z.string(), lastSeenAt: time })),
  unattributed: count,
});
export type AgentDetail = z.infer<typeof agentDetail>;

/** The store's query behind a list or an export. */
export function agentQueryOf(query: z.infer<typeof agentExportQuery>): AgentQuery {
  return {
    ...(query.type && { type: query.type }),
    ...(query.owner && { owner: query.owner }),
    ...(query.usage && { perWeek: boundsOf(query.usage) }),
    ...(query.model && { model: query.model }),
    ...(query.risk && { risk: query.risk }),
    ...(query.q && { text: query.q }),
    sort: query.sort,
    descending: query.order ? query.order === 'desc' : query.sort !== 'owner',
  };
}

/** What the portal lists of an agent. The level is derived here, so new thresholds need no scan. */
export function agentOf(agent: Agent): AgentAnswer {
  return {
    agentId: agentId(agent.owner.userId, agent.interface),
    name: agentName(agent.interface),
    type: agent.interface,
    vendor: 'Anthropic',
    owner: {
      email: agent.owner.email,
      name: agent.owner.name,
      userId: agent.owner.userId,
      active: agent.owner.active,
    },
    usage: {
      level: levelOf(agent.perWeek),
      perWeek: agent.perWeek,
      basis: agent.basis,
      days: agent.basisDays,
    },
    models: Object.entries(agent.models)
      .map(([model, lastUsedAt]) => ({ name: modelName(model), id: model, lastUsedAt }))
      .sort((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt)),
    risk: worstRisk(agent.findings),
    findings: { ...agent.findings },
    firstSeenAt: agent.firstSeenAt,
    lastSeenAt: agent.lastSeenAt,
  };
}

/** An agent with its use by day, oldest first, and the evidence for its interface. */
export function agentDetailOf(agent: Agent): AgentDetail {
  return {
    ...agentOf(agent),
    days: Object.entries(agent.days)
      .map(([date, { chats, files, messages }]) => ({ date, chats, files, messages: messages ?? null }))
      .sort((a, b) => a.date.localeCompare(b.date)),
    evidence: agent.clients.map((client) => ({ ...client })),
    unattributed: agent.unattributed,
  };
}
