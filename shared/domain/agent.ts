import { type AgentType, isAgentType } from './agent-type.ts';
import type { UsageByDay } from './usage.ts';

/** How a user was last seen in the provider's directory. */
export interface Owner {
  readonly userId: string;
  readonly email: string | null;
  readonly name: string | null;
  /** False once the user no longer appears in any organization's list. */
  readonly active: boolean;
}

export const RISKS = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Risk = (typeof RISKS)[number];

/** Events with findings of one agent, by risk. */
export type FindingCounts = Readonly<Record<Risk, number>>;

export const NO_FINDINGS: FindingCounts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

/** One person's use of Claude through one interface or one product of sessions. */
export interface Agent {
  readonly owner: Owner;
  readonly interface: AgentType;
  /** Use on each of the last {@link KEPT_DAYS} days that had any. */
  readonly days: UsageByDay;
  /** Use per week as of the last scan; sort key of the list. The level is derived from it when read. */
  readonly perWeek: number;
  readonly basis: 'messages' | 'estimated';
  readonly basisDays: number;
  /** Model id → ISO time of last use. */
  readonly models: Readonly<Record<string, string>>;
  /** Client strings seen, newest last, at most ten: the evidence for the interface. */
  readonly clients: readonly ClientEvidence[];
  /** Activities whose client string was missing or unknown and so counted as Browser. */
  readonly unattributed: number;
  readonly findings: FindingCounts;
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
}

export interface ClientEvidence {
  readonly userAgent: string;
  /** Which rule decided, and the version of the rules. */
  readonly rule: string;
  readonly lastSeenAt: string;
}

export const KEPT_DAYS = 35;
export const KEPT_CLIENTS = 10;

/** `user_01Ab….desktop`: names the row, so that one agent can be read without a search. */
export const agentId = (userId: string, type: AgentType): string => `${userId}.${type}`;

export function parseAgentId(id: string): { userId: string; client: AgentType } | undefined {
  const dot = id.lastIndexOf('.');
  const client = id.slice(dot + 1);
  if (dot < 1 || !isAgentType(client) || id.includes('#')) return undefined;
  return { userId: id.slice(0, dot), client };
}

/** The worst risk among an agent's findings, null where there are none. */
export const worstRisk = (findings: FindingCounts): Risk | null =>
  RISKS.find((risk) => findings[risk] > 0) ?? null;
