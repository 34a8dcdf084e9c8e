import * as z from 'zod/mini';
import { coverageStatement } from '../domain/content.ts';
import {
  DEFAULT_COVERAGE,
  FREQUENCIES,
  INTEGRATION_ID,
  type Integration,
  nextScanAt,
} from '../domain/integration.ts';
import { LOOKBACK_DAYS } from '../domain/window.ts';
import { contentCoverage } from './content.ts';
import { count, time } from './fields.ts';

export const coverageBody = z.strictObject({
  files: z.boolean(),
  text: z.boolean(),
  projects: z.boolean(),
  sessions: z.boolean(),
});

/** What one scan may spend; null: as much as it takes. A smaller budget would not get beyond the directory. */
export const budgetBody = z.strictObject({
  calls: z.nullable(z.int().check(z.minimum(100))),
  minutes: z.nullable(z.int().check(z.minimum(5))),
});

export const configureBody = z.strictObject({
  apiKey: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(1_024),
      z.describe('Compliance Access Key (sk-ant-api01-…); white space around it is removed'),
      z.meta({ writeOnly: true, format: 'password' }),
    ),
  lookbackDays: z._default(
    z.int().check(z.minimum(LOOKBACK_DAYS.min), z.maximum(LOOKBACK_DAYS.max)),
    LOOKBACK_DAYS.default,
  ),
  coverage: z._default(
    z.strictObject({
      files: z._default(z.boolean(), DEFAULT_COVERAGE.files),
      text: z._default(z.boolean(), DEFAULT_COVERAGE.text),
      projects: z._default(z.boolean(), DEFAULT_COVERAGE.projects),
      sessions: z._default(z.boolean(), DEFAULT_COVERAGE.sessions),
    }),
    DEFAULT_COVERAGE,
  ),
  requestShare: z._default(z.number().check(z.gt(0), z.maximum(1)), 0.8),
  budget: z._default(z.nullable(budgetBody), null),
});

export const scheduleBody = z.strictObject({ frequency: z.enum(FREQUENCIES) });

export const deleteQuery = z.strictObject({ purge: z._default(z.enum(['true', 'false']), 'false') });

export const integrationCard = z.object({
  integrationId: z.literal(INTEGRATION_ID),
  status: z.enum(['not_configured', 'active', 'invalid_api_key']),
  statusReason: z.nullable(z.string()),
  keyHint: z.nullable(z.string()),
  configuredAt: z.nullable(time),
  configuredBy: z.nullable(z.string()),
  organizations: z.array(z.object({ uuid: z.string(), name: z.string() })),
  scanning: z.boolean(),
  currentScanId: z.nullable(z.string()),
  lastScan: z.nullable(
    z.object({
      scanId: z.string(),
      status: z.enum(['completed', 'completed_with_gaps', 'failed', 'cancelled']),
      startedAt: time,
      endedAt: time,
      error: z.nullable(z.string()),
    }),
  ),
  schedule: z.object({ frequency: z.enum(FREQUENCIES), nextScanAt: z.nullable(time) }),
  coverage: z.object({ files: z.boolean(), text: z.boolean(), projects: z.boolean(), sessions: z.boolean() }),
  coverageStatement: z
    .array(contentCoverage)
    .check(z.describe('Every kind of content: whether scans look at it, and how current that is')),
  lookbackDays: z.int(),
  requestShare: z.number(),
  budget: z.nullable(z.object({ calls: z.nullable(count), minutes: z.nullable(count) })),
});
export type IntegrationCard = z.infer<typeof integrationCard>;

/** What the portal shows of an integration that is not there, or no longer. */
const emptyCard: IntegrationCard = {
  integrationId: INTEGRATION_ID,
  status: 'not_configured',
  statusReason: null,
  keyHint: null,
  configuredAt: null,
  configuredBy: null,
  organizations: [],
  scanning: false,
  currentScanId: null,
  lastScan: null,
  schedule: { frequency: 'off', nextScanAt: null },
  coverage: DEFAULT_COVERAGE,
  coverageStatement: coverageStatement(DEFAULT_COVERAGE, {}),
  lookbackDays: LOOKBACK_DAYS.default,
  requestShare: 0.8,
  budget: null,
};

/** The integration card as of `now`, epoch milliseconds. */
export function cardOf(integration: Integration | undefined, now: number): IntegrationCard {
  if (!integration || integration.status === 'not_configured') return emptyCard;
  return {
    integrationId: INTEGRATION_ID,
    status: integration.status,
    statusReason: integration.statusReason,
    keyHint: integration.keyHint && `…${integration.keyHint}`,
    configuredAt: integration.configuredAt,
    configuredBy: integration.configuredBy,
    organizations: integration.organizations.map((organization) => ({ ...organization })),
    scanning: integration.currentScanId !== null,
    currentScanId: integration.currentScanId,
    lastScan: integration.lastScan,
    schedule: { frequency: integration.frequency, nextScanAt: nextScanAt(integration, now) },
    coverage: integration.coverage,
    coverageStatement: coverageStatement(integration.coverage, integration.position?.contents ?? {}),
    lookbackDays: integration.lookbackDays,
    requestShare: integration.requestShare,
    budget: integration.budget,
  };
}
