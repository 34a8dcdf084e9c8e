// What one scan costs: requests to the provider and to AWS, wall clock, memory of each function.
//
//   node bench/scan.ts                      a medium world, a provider without limit
//   node bench/scan.ts --rate 600           the same at 600 calls a minute, against the floor calls / rate
//   node bench/scan.ts --world large
//   node bench/scan.ts --days 1             as much as a daily scan reads: today and the whole day before
//   node bench/scan.ts --files false --text false --projects false     use alone
//   node bench/scan.ts --sessions true      everything that can be read
//   node bench/scan.ts --repeat true        the scan after another one
//
// Needs Node 24 (`npx node bench/scan.ts` takes the packaged one). Prints Markdown.

import { parseArgs } from 'node:util';
import { portalClient } from '../local/portal-client.ts';
import type { WorldName } from '../local/simulator/world/sizes.ts';
import { startSystem } from '../local/system.ts';
import type { ScanAnswer } from '../shared/api/scan.ts';

const INTEGRATION = '/v1/integrations/claude-enterprise';

const { values } = parseArgs({
  options: {
    world: { type: 'string', default: 'medium' },
    rate: { type: 'string' },
    days: { type: 'string', default: '30' },
    files: { type: 'string', default: 'true' },
    text: { type: 'string', default: 'true' },
    projects: { type: 'string', default: 'true' },
    sessions: { type: 'string', default: 'false' },
    repeat: { type: 'string', default: 'false' },
  },
});
const rate = values.rate === undefined ? 1e9 : Number(values.rate);
let logged = 0;
const system = await startSystem(
  {
    world: values.world as WorldName,
    seed: 1,
    rate,
    speed: 1,
    portal: false,
    complianceApi: undefined,
    dataFolder: undefined,
  },
  () => {},
  (_, line) => {
    logged += Buffer.byteLength(line);
  },
);
const { runtime, simulator } = system;
if (!simulator) throw new Error('The bench measures against the simulated tenant.');
const client = await portalClient(runtime, { tenant_id: 'bench', roles: ['admin'] });
await client.call('POST', INTEGRATION, {
  apiKey: simulator.keys.parent,
  requestShare: 1,
  lookbackDays: Number(values.days),
  coverage: {
    files: values.files === 'true',
    text: values.text === 'true',
    projects: values.projects === 'true',
    sessions: values.sessions === 'true',
  },
});

if (values.repeat === 'true') await scanToItsEnd();
const callsBefore = simulator.requests().length;
const awsBefore = runtime.awsRequests();
const unitsBefore = runtime.dynamoDbUnits();
const loggedBefore = logged;
const started = performance.now();
const scan = await scanToItsEnd();
const seconds = (Date.parse(scan.endedAt ?? '') - Date.parse(scan.startedAt)) / 1_000;
const pollSeconds = (performance.now() - started) / 1_000;

const calls = simulator.requests().slice(callsBefore);
const { activities, chats, items } = scan.counts;
const truth = simulator.truth(Date.parse(scan.window.from ?? ''), Date.parse(scan.window.to ?? ''));
const changedProjects = truth.items.filter(({ kind }) => kind === 'project_instructions').length;
const lists =
  1 + truth.organizations.length + Math.ceil(chats / 1_000) + Math.max(1, Math.ceil(changedProjects / 100));
const deleted = scan.skippedReasons.deleted_by_user ?? 0;
const needed = Math.ceil(activities / 5_000) + items.listed - deleted + lists;

console.log(`## ${values.world} world, ${rate >= 1e9 ? 'no limit' : `${rate} calls/min`}: ${scan.status}\n`);
console.log(`${activities} activities, ${chats} chats, ${items.listed} items; ${seconds.toFixed(1)} s\n`);
row('Provider calls', calls.length);
row('needed: pages + items + lists', needed);
row('over what is needed', `${((calls.length / needed - 1) * 100).toFixed(1)} %`);
if (rate < 1e9) {
  const floor = (calls.length / rate) * 60;
  row('floor: calls / rate', `${floor.toFixed(1)} s`);
  row('wall clock / floor', (seconds / floor).toFixed(2));
}

const aws = totalsSince(runtime.awsRequests(), awsBefore);
const polling = Math.round(pollSeconds / 2);
const perItem = sum(aws.s3) + sum(aws.sqs) + sum(aws['sqs-polling']) + sum(aws.events);
console.log('\n| AWS service | requests | operations |\n|---|---|---|');
for (const [service, operations] of Object.entries(aws)) {
  const list = Object.entries(operations).map(([name, count]) => `${name} ${count}`);
  console.log(`| ${service} | ${sum(operations)} | ${list.join(', ')} |`);
}
console.log();
const units = runtime.dynamoDbUnits();
row('DynamoDB write units', Math.round(units.writeUnits - unitsBefore.writeUnits));
row('DynamoDB read units', Math.round(units.readUnits - unitsBefore.readUnits));
row('rows updated in transactions', units.transactedUpdates - unitsBefore.transactedUpdates);
row('logged by the functions, kB', Math.round((logged - loggedBefore) / 1_000));
row(
  'DynamoDB requests per activity (all of them, items included)',
  (sum(aws.dynamodb) / activities).toFixed(4),
);
row('S3, SQS and EventBridge requests per item', (perItem / items.listed).toFixed(2));
row(
  'all AWS requests',
  Object.values(aws).reduce((total, operations) => total + sum(operations), 0),
);
row('allowed: 0.05 per activity + 3 per item', Math.round(0.05 * activities + 3 * items.listed));
console.log(`(of these about ${polling * 2} reads are this bench watching the scan)`);

console.log(
  '\n| Function | invocations | cold starts | billed s | longest s | peak memory MB |\n|---|---|---|---|---|---|',
);
for (const [name, { statistics }] of runtime.functions) {
  const s = statistics();
  if (s.invocations === 0) continue;
  const cells = [s.invocations, s.coldStarts, (s.billedMs / 1e3).toFixed(1), (s.longestMs / 1e3).toFixed(1)];
  console.log(`| ${name} | ${cells.join(' | ')} | ${Math.round(s.peakMemoryBytes / 1e6)} |`);
}
await system.stop();

async function scanToItsEnd(): Promise<ScanAnswer> {
  const { scanId } = await client.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const scan = await client.call<ScanAnswer>('GET', `${INTEGRATION}/scans/${scanId}`);
    if (scan.status !== 'scanning') return scan;
  }
}

function row(name: string, value: string | number): void {
  console.log(`- ${name}: ${value}`);
}

function sum(operations: Readonly<Record<string, number>> = {}): number {
  return Object.values(operations).reduce((total, count) => total + count, 0);
}

function totalsSince(
  now: Readonly<Record<string, Readonly<Record<string, number>>>>,
  before: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(now).map(([service, operations]) => [
      service,
      Object.fromEntries(
        Object.entries(operations).map(([name, count]) => [name, count - (before[service]?.[name] ?? 0)]),
      ),
    ]),
  );
}
