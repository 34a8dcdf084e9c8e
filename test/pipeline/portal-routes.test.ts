import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyItem, type PortalClient, portalClient } from '../../local/portal-client.ts';
import { type LocalRuntime, startRuntime } from '../../local/runtime/start.ts';
import { type Simulator, startSimulator } from '../../local/simulator/simulator.ts';
import type { EventAnswer } from '../../shared/api/event.ts';
import { type OverviewAnswer, overviewAnswer } from '../../shared/api/overview.ts';
import { type PolicyAnswer, policyAnswer, type TryAnswer, tryAnswer } from '../../shared/api/policy.ts';
import type { ScanAnswer } from '../../shared/api/scan.ts';
import { assemblyFolder } from '../support/assembly.ts';
import { ocsfProblems } from '../support/ocsf.ts';

// What the portal asks beside the scan itself, on the deployed bundles and a simulated tenant. In this order.

const INTEGRATION = '/v1/integrations/claude-enterprise';
const CARD = ['4539', '1488', '0343', '6467'].join(' ');

let simulator: Simulator;
let runtime: LocalRuntime;
let admin: PortalClient;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cei-portal-routes-'));
  simulator = await startSimulator({ world: 'small', rateLimit: Number.POSITIVE_INFINITY });
  runtime = await startRuntime({
    assembly: assemblyFolder(),
    dataFolder: folder,
    parameters: ({ url, audience }) => ({
      ComplianceApiUrl: simulator.url,
      ComplianceApiAllowLoopback: 'true',
      OidcIssuer: url,
      OidcAudience: audience,
    }),
  });
  admin = await portalClient(runtime, { tenant_id: 'acme', roles: ['admin'], email: 'admin@acme.test' });
  await admin.call('POST', INTEGRATION, { apiKey: simulator.keys.parent });
});

afterAll(async () => {
  await runtime?.stop();
  await simulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function scanned(): Promise<ScanAnswer> {
  const { scanId } = await admin.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`);
  const read = () => admin.call<ScanAnswer>('GET', `${INTEGRATION}/scans/${scanId}`);
  await expect
    .poll(async () => (await read()).status, { timeout: 90_000, interval: 100 })
    .not.toBe('scanning');
  return read();
}

test('the overview counts what the lists hold', { timeout: 120_000 }, async () => {
  await scanned();
  const events = await Array.fromAsync(everyItem<EventAnswer>(admin, '/v1/events'));
  const overview = await admin.call<OverviewAnswer>('GET', '/v1/overview?period=90d');

  expect(overviewAnswer.parse(overview)).toEqual(overview);
  expect(overview.counted.events).toBe(events.length);
  expect(overview.files.flagged).toBe(
    events.filter(({ inspection }) => inspection.status === 'flagged').length,
  );
  expect(overview.findings.events).toBe(events.filter(({ risk }) => risk !== null).length);
  expect(overview.problems.map(({ code }) => code)).toContain('SCHEDULE_OFF');
});

test('a text is tried against the policy', async () => {
  const answer = await admin.call<TryAnswer>('POST', '/v1/policies/try', { text: `credit card ${CARD}` });

  expect(tryAnswer.parse(answer)).toEqual(answer);
  expect(answer.findings).toMatchObject([{ dataType: 'CREDIT_CARD', count: 1 }]);
  expect(JSON.stringify(answer)).not.toContain(CARD);
});

test('an event is moved, and exported as a closed finding', async () => {
  const { items } = await admin.call<{ items: EventAnswer[] }>('GET', '/v1/events?status=flagged&limit=1');
  const event = items[0]!;

  const moved = await admin.call<EventAnswer>('PATCH', `/v1/events/${event.eventId}`, {
    state: 'resolved',
    note: 'Deleted by its owner',
  });
  const text = await admin.text('/v1/events/export', 'application/vnd.ocsf+x-ndjson');

  expect(moved.history).toMatchObject([{ by: 'admin@acme.test', note: 'Deleted by its owner' }]);
  const lines = text.split('\n').filter(Boolean);
  const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const record of records) expect(ocsfProblems(record)).toEqual([]);
  expect(records.filter(({ class_uid }) => class_uid === 6007)).toHaveLength(1);
  const finding = records.find(({ metadata }) => (metadata as { uid: string }).uid === event.eventId);
  expect(finding).toMatchObject({ class_uid: 2006, activity_id: 3, status: 'Resolved' });
});

test('a new policy decides about known items where they are to be looked at again', {
  timeout: 120_000,
}, async () => {
  const before = await admin.call<PolicyAnswer>('GET', '/v1/policies');
  expect(policyAnswer.parse(before)).toEqual(before);
  const types = Object.fromEntries(before.catalogue.map(({ id }) => [id, { enabled: false }]));

  const { version } = await admin.call<PolicyAnswer>('PUT', '/v1/policies', {
    version: before.version,
    policy: { ...before.policy, types },
    reinspect: true,
  });
  const scan = await scanned();

  expect(scan.counts.items.listed).toBeGreaterThan(0);
  expect(scan.counts.items.flagged).toBe(0);
  const again = await admin.call<{ items: EventAnswer[] }>('GET', `/v1/events?scanId=${scan.scanId}`);
  expect(new Set(again.items.map(({ inspection }) => inspection.policyVersion))).toEqual(new Set([version]));
});
