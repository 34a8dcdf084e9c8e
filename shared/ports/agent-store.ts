import type { Agent, Owner } from '../domain/agent.ts';
import type { AgentType } from '../domain/agent-type.ts';
import type { ClientInterface } from '../domain/client-interface.ts';
import type { Day } from '../domain/day.ts';
import type { MessageCount } from '../domain/message-use.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { UsageByDay } from '../domain/usage.ts';
import type { Page, PageRequest } from './page.ts';
import type { ScanAtStep } from './scan-store.ts';

/** A person in the provider's directory. */
export interface DirectoryUser extends Owner {
  readonly organizations: readonly string[];
}

/** Which interface a chat belongs to, and why. */
export interface ChatOrigin {
  readonly chatId: string;
  readonly userId: string;
  readonly interface: ClientInterface;
  /** `created`: the activity that created it; `named`: the nearest activity that names it. */
  readonly by: 'created' | 'named';
  /** Time of that activity, ISO. */
  readonly at: string;
}

/** One write to one agent. Everything is set, nothing is added. */
export interface AgentChange {
  readonly userId: string;
  readonly interface: AgentType;
  /** The caller has read that there is no such agent yet. */
  readonly create: boolean;
  readonly set: Partial<Omit<Agent, 'interface' | 'days' | 'models' | 'findings'>>;
  /** These days are set; others stay. */
  readonly days?: UsageByDay;
  readonly dropDays?: readonly Day[];
  /** These models are set; others stay. */
  readonly models?: Agent['models'];
}

export interface AgentQuery {
  readonly type?: AgentType;
  /** Part of the owner's e-mail, any case. */
  readonly owner?: string;
  /** Use per week in `[from, to)`; `to` null: no upper bound. */
  readonly perWeek?: { readonly from: number; readonly to: number | null };
  readonly model?: string;
  readonly risk?: string;
  /** Part of e-mail or name, any case. */
  readonly text?: string;
  readonly sort: 'owner' | 'usage' | 'lastSeenAt';
  readonly descending: boolean;
}

export interface AgentStore {
  all(tenant: Tenant): AsyncIterable<Agent>;
  find(tenant: Tenant, userId: string, client: AgentType): Promise<Agent | undefined>;
  list(tenant: Tenant, query: AgentQuery, page: PageRequest): Promise<Page<Agent>>;
  /** @param at only while this scan is open and at this step. `stale`: it is not; nothing more is written */
  update(tenant: Tenant, changes: readonly AgentChange[], at?: ScanAtStep): Promise<'stored' | 'stale'>;
  /** Removes these agents where no use of them was ever seen. */
  removeUnused(tenant: Tenant, agents: readonly Pick<AgentChange, 'userId' | 'interface'>[]): Promise<void>;

  users(tenant: Tenant): AsyncIterable<DirectoryUser>;
  saveUsers(tenant: Tenant, users: readonly DirectoryUser[]): Promise<void>;

  chatOrigins(tenant: Tenant, chatIds: readonly string[]): Promise<Map<string, ChatOrigin>>;
  /** As `update`. */
  saveChatOrigins(
    tenant: Tenant,
    origins: readonly ChatOrigin[],
    at?: ScanAtStep,
  ): Promise<'stored' | 'stale'>;

  /** What people wrote in the transcripts that were read lately; `ScanStore.saveMessageCounts` writes them. */
  messageCounts(tenant: Tenant): AsyncIterable<MessageCount>;
}
