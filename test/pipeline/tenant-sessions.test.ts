import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../local/aws/iam/access.ts';
import { type Ask, isAllowed } from '../../local/aws/iam/policy.ts';
import { type PortalClient, portalClient } from '../../local/portal-client.ts';
import { type LocalRuntime, startRuntime } from '../../local/runtime/start.ts';
import { type Simulator, startSimulator } from '../../local/simulator/simulator.ts';
import type { AgentAnswer } from '../../shared/api/agent.ts';
import type { PurgeAnswer } from '../../shared/api/privacy.ts';
import type { ScanAnswer } from '../../shared/api/scan.ts';
import { assemblyFolder } from '../support/assembly.ts';

// The deployed bundles, under the rights that the deployed templates give them: what every function asked AWS for while it
// did its work is held against the policies of its role, for its own tenant and for another one.

const INTEGRATION = '/v1/integrations/claude-enterprise';
const patiently = { timeout: 120_000, interval: 200 };

let simulator: Simulator;
let runtime: LocalRuntime;
let admin: PortalClient;
const asked: { principal: Principal; ask: Ask; answer: boolean }[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ world: 'tiny', rateLimit: Number.POSITIVE_INFINITY });
  runtime = await startRuntime({
    assembly: assemblyFolder(),
    retryDelaySeconds: 1,
    parameters: ({ url, audience }) => ({
      ComplianceApiUrl: simulator.url,
      ComplianceApiAllowLoopback: 'true',
      OidcIssuer: url,
      OidcAudience: audience,
    }),
    onAccess: (principal, ask, answer) => void asked.push({ principal, ask, answer }),
  });
  admin = await portalClient(runtime, {
    tenant_id: 'acme',
    roles: ['admin'],
    sub: 'p',
    email: 'p@acme.test',
  });
});

afterAll(async () => {
  await runtime?.stop();
  await simulator?.stop();
});

const latest = async (): Promise<ScanAnswer | undefined> =>
  (await admin.call<{ items: ScanAnswer[] }>('GET', `${INTEGRATION}/scans`)).items[0];

/** The life of an integration: every function that works for a tenant has something to do. */
test('everything that functions do is within their rights', { timeout: 240_000 }, async () => {
  await admin.call('PUT', '/v1/notices', {
    targets: [
      {
        topicArn: 'arn:aws:sns:eu-central-1:111122223333:claude-notices-acme',
        notices: ['key_rejected', 'scan_failed', 'scan_stale', 'high_risk_finding'],
      },
    ],
  });
  await admin.call('POST', INTEGRATION, { apiKey: simulator.keys.parent, coverage: { sessions: true } });
  await runtime.invoke('start-scan', {
    tenant: 'acme',
    generation: 1,
    scheduledAt: new Date().toISOString(),
  });
  await expect.poll(async () => (await latest())?.status, patiently).toMatch(/^completed/);
  await expect.poll(() => runtime.published().length, patiently).toBeGreaterThan(0);

  const scanId = (await latest())?.scanId ?? '';
  const step = { v: 1, tenant: 'acme', scanId, generation: 1, step: 1 };
  await runtime.invoke(
    'dead-letter',
    queued(step, {
      ...step,
      step: undefined,
      chunkId: 'x',
      index: 0,
      stagedKey: `staging/acme/${scanId}/x/0`,
    }),
  );

  await admin.call('PUT', '/v1/privacy/retention', { eventDays: 90, auditDays: 60, usageDays: 28 });
  const owners = async () =>
    (await admin.call<{ items: AgentAnswer[] }>('GET', '/v1/agents')).items.map(({ owner }) => owner.userId);
  const [person = ''] = await owners();
  await admin.call('POST', '/v1/privacy/purges', { userId: person });
  await expect.poll(owners, patiently).not.toContain(person);

  await admin.call('DELETE', `${INTEGRATION}?purge=true`);
  const purges = () => admin.call<{ items: PurgeAnswer[] }>('GET', '/v1/privacy/purges');
  await expect
    .poll(async () => (await purges()).items.find(({ scope }) => scope === 'tenant')?.status, patiently)
    .toBe('completed');
  // Facts wait for a minute for others to be archived with.
  await expect.poll(() => rolesInSessions().size, patiently).toBe(7);

  expect(
    asked.filter(({ answer }) => !answer).map(({ principal, ask }) => `${principal.role.arn} ${ask.action}`),
  ).toEqual([]);
});

const queued = (...bodies: object[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: String(index),
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1' },
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:dead',
  })),
});

/** Requests in sessions for acme, one of each kind. */
const inSessions = () => {
  const ofAcme = asked.filter(({ principal, answer }) => answer && principal.tags.TenantId === 'acme');
  return [
    ...new Map(ofAcme.map((each) => [JSON.stringify([each.principal.role.arn, each.ask]), each])).values(),
  ];
};

const rolesInSessions = () => new Set(inSessions().map(({ principal }) => principal.role.arn));

describe('in a session for one tenant', () => {
  test('workers did all that they did with its data', () => {
    const data = asked.filter(({ ask, principal }) => {
      const isWorker =
        /Scans|Archive|TenantNotices/.test(principal.role.arn) && !/ScansSweep/.test(principal.role.arn);
      return isWorker && /^(dynamodb|s3|sns|kms):/.test(ask.action);
    });

    expect(data.filter(({ principal }) => principal.tags.TenantId !== 'acme')).toEqual([]);
    expect(data.length).toBeGreaterThan(200);
  });

  test('none of it would have been allowed in a session for another one', () => {
    const elsewhere = { 'aws:PrincipalTag/TenantId': ['other'] };
    const allowed = inSessions().filter(({ principal, ask }) =>
      isAllowed(principal.role.statements, { ...ask, context: { ...ask.context, ...elsewhere } }),
    );

    expect(allowed.map(({ ask }) => ask)).toEqual([]);
  });
});
