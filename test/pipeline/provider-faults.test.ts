import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PortalClient, portalClient } from '../../local/portal-client.ts';
import { type LocalRuntime, startRuntime } from '../../local/runtime/start.ts';
import type { Fault } from '../../local/simulator/faults.ts';
import { type Simulator, startSimulator } from '../../local/simulator/simulator.ts';
import type { IntegrationCard } from '../../shared/api/integration.ts';
import type { ScanAnswer } from '../../shared/api/scan.ts';
import { assemblyFolder } from '../support/assembly.ts';
import { expectedResult } from '../support/compare-with-truth.ts';
import { readResult } from '../support/scan-result.ts';

// What the provider does wrong, through real connections, and how a scan of the deployed functions ends. A revoked key is in
// scan.test.ts. Each customer of the portal here is connected to the same simulated tenant.

const INTEGRATION = '/v1/integrations/claude-enterprise';
const PATIENCE_MS = 240_000;

let simulator: Simulator;
let runtime: LocalRuntime;
let customers = 0;

beforeAll(async () => {
  // In the afternoon of a working day at the provider, whenever this runs: its clock is what counts.
  const endsAt = Date.parse('2026-10-21T15:00:00Z');
  const startedAt = Date.now();
  simulator = await startSimulator({
    world: 'tiny',
    rateLimit: Number.POSITIVE_INFINITY,
    endsAt,
    now: () => endsAt + Date.now() - startedAt,
  });
  runtime = await startRuntime({
    assembly: assemblyFolder(),
    parameters: ({ url, audience }) => ({
      ComplianceApiUrl: simulator.url,
      ComplianceApiAllowLoopback: 'true',
      OidcIssuer: url,
      OidcAudience: audience,
    }),
    onLog: () => {},
  });
});

afterEach(() => {
  simulator.faults.clear();
  simulator.setEnabled(true);
});

afterAll(async () => {
  await runtime?.stop();
  await simulator?.stop();
});

/** A customer who has just connected. */
async function connected(): Promise<PortalClient> {
  customers += 1;
  const client = await portalClient(runtime, { tenant_id: `customer-${customers}`, roles: ['admin'] });
  await client.call('POST', INTEGRATION, { apiKey: simulator.keys.parent, requestShare: 1 });
  return client;
}

async function scanToEnd(client: PortalClient): Promise<ScanAnswer> {
  const { scanId } = await client.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`);
  const scan = () => client.call<ScanAnswer>('GET', `${INTEGRATION}/scans/${scanId}`);
  await expect
    .poll(async () => (await scan()).status, { timeout: PATIENCE_MS, interval: 200 })
    .not.toBe('scanning');
  return scan();
}

async function expectTruth(client: PortalClient, { window }: ScanAnswer): Promise<void> {
  const truth = simulator.truth(Date.parse(window.from ?? ''), Date.parse(window.to ?? ''));
  expect(await readResult(client)).toEqual(expectedResult(truth, { sessions: false }));
}

test.each<[string, Fault]>([
  ['a storm of 429', { kind: 'rate-limit', retryAfterSeconds: 1, after: 3, times: 8 }],
  ['429 without a header', { kind: 'rate-limit', bare: true, after: 3, times: 2 }],
  ['resets of the connection', { kind: 'reset', after: 2, times: 4 }],
  ['a page that breaks off', { kind: 'cut', afterBytes: 100, end: 'reset', path: '/activities', times: 2 }],
  ['a file that breaks off once', { kind: 'cut', afterBytes: 1, end: 'complete', path: '/content' }],
  ['a file with another hash once', { kind: 'wrong-md5', path: '/content' }],
  ['a cursor that is forgotten', { kind: 'invalid-cursor', times: 1 }],
])(
  '%s changes nothing in what is found',
  async (_, fault) => {
    const client = await connected();
    simulator.faults.add(fault);

    const scan = await scanToEnd(client);

    expect(scan).toMatchObject({ status: 'completed', error: null });
    await expectTruth(client, scan);
  },
  PATIENCE_MS,
);

test(
  'activity that is indexed late is found by the next scan, and the one before had ended as it should',
  async () => {
    const client = await connected();
    const since = Date.parse('2026-10-21T00:00:00Z') / 1_000;
    simulator.faults.add({ kind: 'index-late', since, path: '/activities', times: 'always' });

    const first = await scanToEnd(client);

    expect(first).toMatchObject({ status: 'completed', error: null, window: { from: expect.any(String) } });
    const before = await readResult(client);
    simulator.faults.clear();
    const next = await scanToEnd(client);
    expect(next).toMatchObject({ status: 'completed', error: null });
    expect(await readResult(client)).not.toEqual(before);
    await expectTruth(client, { ...next, window: { ...next.window, from: first.window.from } });
  },
  PATIENCE_MS,
);

test(
  'an API that is switched off ends the scan with its reason, and the key stays valid',
  async () => {
    const client = await connected();
    simulator.faults.add({ kind: 'switch-off', after: 2, times: 'always' });

    const failed = await scanToEnd(client);

    expect(failed).toMatchObject({ status: 'failed', error: { code: 'API_DISABLED' } });
    expect(await client.call<IntegrationCard>('GET', INTEGRATION)).toMatchObject({ status: 'active' });
    simulator.faults.clear();
    const next = await scanToEnd(client);
    expect(next.status).toBe('completed');
    await expectTruth(client, next);
  },
  PATIENCE_MS,
);
