import type { Context } from 'aws-lambda';
import { createHandler as cancelScan } from '../../functions/cancel-scan/handler.ts';
import { createHandler as configureIntegration } from '../../functions/configure-integration/handler.ts';
import { probeKey } from '../../functions/configure-integration/probe-key.ts';
import { createHandler as deadLetter } from '../../functions/dead-letter/handler.ts';
import { createHandler as deleteIntegration } from '../../functions/delete-integration/handler.ts';
import { createHandler as inspectContent } from '../../functions/inspect-content/handler.ts';
import { createHandler as purgeTenantData } from '../../functions/purge-tenant-data/handler.ts';
import { connectProvider } from '../../functions/run-scan/connect-provider.ts';
import { createHandler as runScan } from '../../functions/run-scan/handler.ts';
import { createHandler as scanNow } from '../../functions/scan-now/handler.ts';
import { createHandler as setSchedule } from '../../functions/set-schedule/handler.ts';
import { createHandler as startScan } from '../../functions/start-scan/handler.ts';
import { createHandler as sweepScans } from '../../functions/sweep-scans/handler.ts';
import { dynamoAgentStore } from '../../shared/aws/dynamo-agent-store.ts';
import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoEventStore } from '../../shared/aws/dynamo-event-store.ts';
import { dynamoIdempotencyStore } from '../../shared/aws/dynamo-idempotency-store.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { dynamoPolicyStore } from '../../shared/aws/dynamo-policy-store.ts';
import { dynamoPrivacyStore } from '../../shared/aws/dynamo-privacy-store.ts';
import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { dynamoTenantData } from '../../shared/aws/dynamo-tenant-data.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { schedulerScanSchedule } from '../../shared/aws/scheduler-scan-schedule.ts';
import { secretsKeyVault } from '../../shared/aws/secrets-key-vault.ts';
import { sqsInspectionQueue } from '../../shared/aws/sqs-inspection-queue.ts';
import { sqsPurgeQueue } from '../../shared/aws/sqs-purge-queue.ts';
import { sqsScanLane } from '../../shared/aws/sqs-scan-lane.ts';
import { createComplianceApi } from '../../shared/compliance-api/client.ts';
import { createInterfaceClassifier } from '../../shared/domain/client-interface.ts';
import { forgottenPeople } from '../../shared/privacy/forgotten.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { tables as tableNames } from '../contract/dynamo-tables.ts';
import { memoryFactArchive } from '../support/memory/fact-archive.ts';
import { clientsOf } from './aws/clients.ts';
import type { Cloud } from './aws/cloud.ts';
import { stagingOf } from './aws/staging.ts';
import { inspectSimply } from './inspector.ts';
import type { Process } from './process.ts';
import type { Provider } from './provider/provider.ts';
import { MAX_ITEM_BYTES } from './provider/things.ts';

/** How long each function may run, ms; a test holds these numbers against the template. */
export const TIMEOUTS_MS = {
  'configure-integration': 29_000,
  'delete-integration': 29_000,
  'scan-now': 29_000,
  'cancel-scan': 29_000,
  'set-schedule': 29_000,
  'start-scan': 30_000,
  'run-scan': 180_000,
  'inspect-content': 180_000,
  'sweep-scans': 60_000,
  'dead-letter': 60_000,
  'purge-tenant-data': 300_000,
} as const;

export type FunctionName = keyof typeof TIMEOUTS_MS;

export interface Settings {
  readonly sliceMs: number;
  /** Calls to the provider at once. */
  readonly concurrency: number;
  /** Longest way of a request to AWS, and of its answer. */
  readonly latencyMs: number;
}

const ADDRESS = { baseUrl: 'https://api.anthropic.com', allowLoopback: false };
const classify = createInterfaceClassifier();

export interface Surroundings {
  readonly cloud: Cloud;
  readonly provider: Provider;
  readonly process: Process;
  readonly random: () => number;
  readonly settings: Settings;
  readonly log: (line: string) => void;
}

export type Ports = ReturnType<typeof portsOf>;

/** A pipeline with a mistake in it: the ports as they would be if somebody had made it. */
export type Mutate = (ports: Ports, name: FunctionName, surroundings: Surroundings) => Ports;

/** The real adapters, as the function's entry connects them, with this process's clients. */
function portsOf(name: FunctionName, { cloud, process, log }: Surroundings) {
  const { dynamo, sqs, secrets, scheduler, events } = clientsOf(cloud, process);
  const { clock } = process;
  const privacy = dynamoPrivacyStore(dynamo, tableNames.integrations, clock);
  return {
    clock,
    integrations: dynamoIntegrationStore(dynamo, tableNames.integrations, clock),
    scans: dynamoScanStore(dynamo, tableNames, clock),
    agents: dynamoAgentStore(dynamo, tableNames, clock),
    events: dynamoEventStore(dynamo, tableNames.events, clock),
    policies: dynamoPolicyStore(dynamo, tableNames.integrations, clock),
    audit: dynamoAuditLog(dynamo, tableNames.integrations, clock),
    idempotency: dynamoIdempotencyStore(dynamo, tableNames.integrations, clock),
    tenantData: dynamoTenantData(dynamo, tableNames, clock),
    privacy,
    archive: memoryFactArchive(new Map()),
    vault: secretsKeyVault(secrets, 'claude-enterprise-integration/test/'),
    schedule: schedulerScanSchedule(
      scheduler,
      { group: 'scans', targetArn: 'start-scan', roleArn: 'role', dlqArn: 'missed' },
      clock,
    ),
    staging: stagingOf(cloud, process),
    lane: sqsScanLane(sqs, 'https://sqs/lane'),
    inspectionQueue: sqsInspectionQueue(sqs, 'https://sqs/inspection'),
    purgeQueue: sqsPurgeQueue(sqs, 'https://sqs/purge'),
    facts: eventBridgeFactBus(events, 'facts', clock),
    log: createLog({ service: name, write: log, now: clock.now }),
    meter: createMeter({ service: name, stage: 'test', write: log, now: clock.now }),
    claims: { tenant: 'tenant_id', roles: 'roles' },
  };
}

/** The function's real handler. */
export function handlerOf(
  name: FunctionName,
  surroundings: Surroundings,
  mutate: Mutate = (ports) => ports,
): (event: unknown, context: Context) => Promise<unknown> {
  const { provider, process, random, settings } = surroundings;
  const connection = { ...ADDRESS, clock: process.clock, random, fetch: provider.fetchOf(process) };
  const deps = mutate(portsOf(name, surroundings), name, surroundings);
  const handlers: { readonly [N in FunctionName]: () => unknown } = {
    'configure-integration': () =>
      configureIntegration({
        ...deps,
        probe: (apiKey, signal) =>
          probeKey(
            createComplianceApi({
              ...connection,
              apiKey,
              signal,
              maxAttempts: 2,
              maxWaitMs: 3_000,
              idleTimeoutMs: 8_000,
            }),
          ),
        survey: () => {
          throw new Error('Nobody asks for an estimate here.');
        },
      }),
    'delete-integration': () => deleteIntegration(deps),
    'scan-now': () => scanNow(deps),
    'cancel-scan': () => cancelScan(deps),
    'set-schedule': () => setSchedule(deps),
    'start-scan': () => startScan(deps),
    'run-scan': () =>
      runScan({
        ...deps,
        provider: connectProvider(connection),
        forgotten: forgottenPeople(deps.privacy, async () => 'a-secret'),
        classify,
        limits: { ...settings, maxTranscriptBytes: 1_000_000, maxItemBytes: MAX_ITEM_BYTES },
      }),
    'inspect-content': () => inspectContent({ ...deps, inspect: (_scan, copy) => inspectSimply(copy) }),
    'sweep-scans': () => sweepScans(deps),
    'dead-letter': () => deadLetter(deps),
    'purge-tenant-data': () => purgeTenantData(deps),
  };
  return handlers[name]() as (event: unknown, context: Context) => Promise<unknown>;
}
