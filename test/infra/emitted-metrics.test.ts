import { expect, test } from 'vitest';
import { deadLetter } from '../../functions/dead-letter/dead-letter.ts';
import { inspectContent } from '../../functions/inspect-content/inspect-content.ts';
import { runScan } from '../../functions/run-scan/run-scan.ts';
import type { ProviderAccess } from '../../functions/run-scan/scan-work.ts';
import { startScheduledScan } from '../../functions/start-scan/start-scan.ts';
import { AppError } from '../../shared/errors.ts';
import { audited } from '../../shared/runtime/audited.ts';
import { countedFacts } from '../../shared/runtime/counted-facts.ts';
import { METRIC_NAMESPACE } from '../../shared/runtime/metrics.ts';
import { tell } from '../../shared/runtime/tell.ts';
import { anActivity } from '../support/activities.ts';
import { template } from '../support/assembly.ts';
import { functionNames } from '../support/function-names.ts';
import { type ScanWorld, scanWorld, TENANT } from '../support/scan-world.ts';
import { text } from '../support/source-files.ts';

// An alarm on a metric that nobody writes never fires. Each metric that an alarm watches is made here by what the alarm is about.

interface MetricOfAlarm {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: { Name: string; Value: string }[];
}

const watched = Object.values(template('Service').findResources('AWS::CloudWatch::Alarm')).flatMap(
  ({ Properties }): MetricOfAlarm[] => [
    Properties as MetricOfAlarm,
    ...((Properties.Metrics ?? []) as { MetricStat?: { Metric: MetricOfAlarm } }[]).flatMap(
      ({ MetricStat }) => MetricStat?.Metric ?? [],
    ),
  ],
);
const own = [
  ...new Set(
    watched
      .filter(({ Namespace, Dimensions }) => Namespace === METRIC_NAMESPACE && Dimensions)
      .map(({ MetricName, Dimensions }) => {
        const service = Dimensions?.find(({ Name }) => Name === 'service')?.Value;
        return `${service} ${MetricName}`;
      }),
  ),
].sort();

/** The pipeline in memory, with facts counted as the functions' entries count them. */
async function countingWorld(): Promise<ScanWorld> {
  const world = await scanWorld();
  const facts = countedFacts(world.facts, world.meter);
  Object.assign(world.runDeps, { facts });
  Object.assign(world.inspectDeps, { facts });
  return Object.assign(world, { facts: { ...world.facts, ...facts } });
}

type Happening = (world: ScanWorld) => Promise<unknown>;

const aScan: Happening = (world) => world.scan();

const aScanRefusedWith =
  (code: string): Happening =>
  (world) => {
    world.provider.failOn('organizations', new AppError('upstream-denied', code, 'Refused.'));
    return world.scan();
  };

/** Null: no call is answered. */
const aScanOfCallsAnswered =
  (status: number | null): Happening =>
  (world) => {
    const { provider } = world.runDeps;
    const answeredSo = (access: ProviderAccess) =>
      provider({ ...access, onCall: (waitedMs) => access.onCall(waitedMs, status) });
    Object.assign(world.runDeps, { provider: answeredSo });
    return world.scan();
  };

const aScanWhoseItemsAreGone: Happening = (world) => {
  withFiles(world);
  const noChunks = async function* () {};
  Object.assign(world.runDeps, { scans: { ...world.scans, chunks: noChunks } });
  return world.scan();
};

/** The provider says of what it sends that it is something else. */
const contentThatArrivesDamaged: Happening = (world) => {
  withFiles(world);
  const { provider } = world.runDeps;
  Object.assign(world.runDeps, {
    provider: (access: ProviderAccess) => ({
      ...provider(access),
      fileContent: async (id: string) => ({
        ...(await provider(access).fileContent(id)),
        md5: '0'.repeat(32),
      }),
    }),
  });
  return world.scan();
};

const aScanGivenUp: Happening = async (world) => {
  await world.start();
  const [step] = world.lane.take(1);
  return deadLetter(world, step);
};

const aStartALittleLate: Happening = (world) =>
  startScheduledScan(world, {
    tenant: TENANT,
    generation: 1,
    scheduledAt: new Date(world.clock.now() - 60_000).toISOString(),
  });

const aStartOfATenantFarBehind: Happening = async (world) => {
  const integration = await world.integrationNow();
  world.clock.advance(3 * 86_400_000);
  const integrations = {
    ...world.integrations,
    find: async () => ({ ...integration, frequency: 'daily' as const }),
  };
  const scheduledAt = new Date(world.clock.now()).toISOString();
  return startScheduledScan({ ...world, integrations }, { tenant: TENANT, generation: 1, scheduledAt });
};

const aScanThatNobodyWorksOn: Happening = async (world) => {
  await world.start();
  world.lane.take(1);
  world.clock.advance(3_600_000);
  await world.sweep();
};

/** A card number, plain words, bytes of no format, and a file whose copy is gone before it is inspected. */
const itemsOfEveryEnd: Happening = async (world) => {
  withFiles(world);
  await world.start();
  const [step] = world.lane.take(1);
  if (!step) throw new Error('No step');
  await runScan(world.runDeps, step);
  const tasks = world.inspectionQueue.take(10);
  for (const key of world.staging.objects.keys()) {
    if (key.endsWith('/3')) world.staging.objects.delete(key);
  }
  return inspectContent(world.inspectDeps, tasks);
};

function withFiles({ provider }: ScanWorld): void {
  const card = ['4539', '1488', '0343', '6467'].join(' ');
  const noFormat = Uint8Array.from({ length: 4_096 }, (_, index) => (index * 7_919) % 251);
  const bodies = [`Credit card number: ${card}`, 'Notes of the meeting', noFormat, 'Never inspected'];
  provider.userList.set('org-1', [{ id: 'user_mira', fullName: 'Mira', email: 'mira@example.com' }]);
  for (const [index, body] of bodies.entries()) {
    const fileId = `file_${index}`;
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    provider.files.set(fileId, { name: `${fileId}.txt`, contentType: 'text/plain', bytes });
    provider.feed.push(
      anActivity({ type: 'claude_file_uploaded', fileId, at: `2026-10-05T08:0${index}:00Z` }),
    );
  }
}

const happenings: Readonly<Record<string, Happening>> = {
  'dead-letter ScanFailed': aScanGivenUp,
  'inspect-content ItemsClean': itemsOfEveryEnd,
  'inspect-content ItemsFailed': itemsOfEveryEnd,
  'inspect-content ItemsFlagged': itemsOfEveryEnd,
  'inspect-content ItemsSkipped': itemsOfEveryEnd,
  'run-scan ApiKeyRejected': aScanRefusedWith('KEY_INVALID'),
  'run-scan ItemsCorrupt': contentThatArrivesDamaged,
  'run-scan ProviderCalls': aScan,
  'run-scan ProviderErrors': aScanOfCallsAnswered(503),
  'run-scan ProviderThrottled': aScanOfCallsAnswered(429),
  'run-scan ReconcileMismatches': aScanWhoseItemsAreGone,
  'run-scan ScanFailed': aScanRefusedWith('API_DISABLED'),
  'start-scan ScanStale': aStartOfATenantFarBehind,
  'start-scan ScheduledStartDelaySeconds': aStartALittleLate,
  'sweep-scans StalledScans': aScanThatNobodyWorksOn,
  'sweep-scans SweeperHeals': aScanThatNobodyWorksOn,
};

/** What the services publish, and by what it is told apart (their pages on CloudWatch metrics). */
const OF_AWS = [
  'AWS/ApiGateway 5xx ApiId',
  'AWS/ApiGateway Count ApiId',
  'AWS/ApiGateway Latency ApiId',
  'AWS/DynamoDB ReadThrottleEvents TableName',
  'AWS/DynamoDB WriteThrottleEvents TableName',
  'AWS/Events FailedInvocations EventBusName,RuleName',
  'AWS/Lambda Errors FunctionName',
  'AWS/Lambda Invocations FunctionName',
  'AWS/Lambda RecursiveInvocationsDropped FunctionName',
  'AWS/Lambda Throttles FunctionName',
  'AWS/SQS ApproximateAgeOfOldestMessage QueueName',
  'AWS/SQS ApproximateNumberOfMessagesVisible QueueName',
  'AWS/SQS NumberOfMessagesReceived QueueName',
  'AWS/Scheduler InvocationsFailedToBeSentToDeadLetterCount ScheduleGroup',
];

test('every metric of AWS that an alarm watches is one that its service publishes', () => {
  const ofAws = watched
    .filter(({ Namespace }) => Namespace?.startsWith('AWS/'))
    .map(
      ({ Namespace, MetricName, Dimensions = [] }) =>
        `${Namespace} ${MetricName} ${Dimensions.map(({ Name }) => Name).join()}`,
    );

  expect([...new Set(ofAws)].sort()).toEqual(OF_AWS);
});

test('every metric of our own that an alarm watches is made below', () => {
  expect(Object.keys(happenings).sort()).toEqual(own);
});

test.each(Object.entries(happenings))('%s is written when it happens', async (metric, happens) => {
  const world = await countingWorld();

  await happens(world);

  expect(world.meter.totals.get(metric.slice(metric.indexOf(' ') + 1))).toBeGreaterThan(0);
});

test('a scan of which all is well writes none of what alarms are about', async () => {
  const world = await countingWorld();
  await aScan(world);

  const quiet = Object.keys(happenings).filter(
    (metric) => !/ProviderCalls|Items(Clean|Flagged)/.test(metric),
  );
  expect(quiet.filter((metric) => (world.meter.totals.get(metric.split(' ')[1] ?? '') ?? 0) > 0)).toEqual([]);
});

test.each([...new Set(own.map((metric) => metric.split(' ')[0] ?? ''))])(
  'the entry of %s writes metrics and counts facts under that name',
  (service) => {
    const entry = text(`functions/${service}/index.ts`);

    expect(entry).toContain(`createMeter({ service: '${service}', stage: env.STAGE })`);
    expect(/\bfacts:/.test(entry)).toBe(/facts: countedFacts\(/.test(entry));
  },
);

test('what is lost to audit and bus is counted from the code that the log gives it', async () => {
  const filters = Object.values(template('Service').findResources('AWS::Logs::MetricFilter')).map(
    ({ Properties }) => String(Properties.FilterPattern),
  );
  const world = await scanWorld();
  world.audit.failNext('upstream-busy');
  world.facts.failNext('upstream-busy');
  const caller = { tenant: TENANT, actor: 'admin@example.com' };

  await audited(
    world,
    caller,
    'delete',
    async () => undefined,
    () => ({}),
  );
  await tell(world, { type: 'IntegrationDeleted', detail: { tenant: TENANT } });

  const codes = world.log.entries.map(({ code }) => code);
  expect(codes).toEqual(['AUDIT_LOST', 'FACT_LOST']);
  for (const filter of filters) {
    expect(filter).toBe(`{ (${codes.map((code) => `$.code = "${code}"`).join(') || (')}) }`);
  }
  expect(filters).toHaveLength(functionNames().length);
});
