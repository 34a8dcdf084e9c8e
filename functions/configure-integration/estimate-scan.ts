import type { EstimateAnswer } from '../../shared/api/estimate.ts';
import { type Day, dayOf, daysBetween } from '../../shared/domain/day.ts';
import { type Coverage, sameOrganizations } from '../../shared/domain/integration.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { lowerBound, upperBound } from '../../shared/domain/window.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';
import type { Configuration } from './configure-integration.ts';
import { accessKeyFrom } from './key-format.ts';
import type { Reach } from './probe-key.ts';
import { refusalOf } from './refusal.ts';
import type { DayOfActivity } from './sample-activity.ts';
import type { ChangedContents } from './sample-contents.ts';

/** Entries of one page (Compliance API, Activities, Chats, Projects, Local sessions). */
const ACTIVITIES_PER_CALL = 5_000;
const CHATS_PER_CALL = 1_000;
const PROJECTS_PER_CALL = 100;
const SESSIONS_PER_CALL = 500;

/** Compliance API, Rate limits. */
const CALLS_PER_MINUTE = 600;

export interface EstimateScanDeps extends AuditDeps {
  readonly integrations: Pick<IntegrationStore, 'find'>;
  /** The provider, asked with this key: twenty calls at most. Rejects with the AppErrors of shared/compliance-api. */
  survey(apiKey: string, signal: AbortSignal): Survey;
}

export interface Survey {
  probe(): Promise<Reach>;
  /** What happened on some of these days. */
  sample(days: readonly Day[]): Promise<readonly DayOfActivity[]>;
  /** How much else has changed in a span of provider time, epoch milliseconds. */
  contents(from: number, to: number, coverage: Coverage): Promise<ChangedContents>;
}

/**
 * How many calls and minutes the first scan of a configuration takes. Nothing is stored but the audit entry.
 * @throws AppError as `configureIntegration`, but ALREADY_CONFIGURED.
 */
export const estimateScan = (
  deps: EstimateScanDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<EstimateAnswer> =>
  audited(
    deps,
    caller,
    'estimate',
    () => estimate(deps, caller.tenant, configuration, signal),
    ({ days, totalCalls, minutes }) => ({ days, totalCalls, minutes }),
  );

async function estimate(
  { integrations, survey, clock }: EstimateScanDeps,
  tenant: Tenant,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<EstimateAnswer> {
  const provider = survey(accessKeyFrom(configuration.apiKey), signal);
  const before = await integrations.find(tenant);
  try {
    const { organizations } = await provider.probe();
    const to = upperBound(clock.now());
    // A scan goes on where an earlier integration with the same organizations stopped.
    const known = before && sameOrganizations(before.organizations, organizations) ? before.position : null;
    const readUpTo = known ? Date.parse(known.readUpTo) : null;
    const from = lowerBound(readUpTo, configuration.lookbackDays, to);
    const days = daysBetween(from, to);
    // Today is not over, so it says little about other days.
    const samples = await provider.sample(days.filter((day) => day !== dayOf(to)));
    const contents = await provider.contents(from, to, configuration.coverage);
    return estimateOf(configuration, days.length, organizations.length, samples, contents);
  } catch (error) {
    throw refusalOf(error);
  }
}

function estimateOf(
  { coverage, requestShare }: Configuration,
  days: number,
  organizations: number,
  samples: readonly DayOfActivity[],
  { chats, madePerChat, projects, sessions }: ChangedContents,
): EstimateAnswer {
  const perDay = (of: (sample: DayOfActivity) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / Math.max(1, samples.length);
  const calls = {
    directory: 1 + organizations,
    activities: Math.ceil(
      days * perDay(({ activities }) => Math.max(1, Math.ceil(activities / ACTIVITIES_PER_CALL))),
    ),
    chats: pages(chats, CHATS_PER_CALL),
    files: coverage.files ? Math.ceil(days * perDay(({ files }) => files)) : 0,
    transcripts: coverage.text ? chats : 0,
    made: coverage.text && coverage.files ? Math.ceil(chats * madePerChat) : 0,
    projects: coverage.projects
      ? pages(projects, PROJECTS_PER_CALL) + projects + Math.ceil(days * perDay(({ documents }) => documents))
      : 0,
    sessions: coverage.sessions ? 1 + pages(sessions, SESSIONS_PER_CALL) + sessions : 0,
  };
  const totalCalls = Object.values(calls).reduce((sum, count) => sum + count, 0);
  const minutes = Math.ceil(totalCalls / (CALLS_PER_MINUTE * requestShare));
  return { days, sampledDays: samples.length, calls, totalCalls, minutes };
}

/** A list is asked for once at least. */
const pages = (entries: number, perPage: number): number => Math.max(1, Math.ceil(entries / perPage));
