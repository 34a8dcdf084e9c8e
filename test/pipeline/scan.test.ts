import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyItem, type PortalClient, portalClient } from '../../local/portal-client.ts';
import { type LocalRuntime, startRuntime } from '../../local/runtime/start.ts';
import { type Simulator, startSimulator } from '../../local/simulator/simulator.ts';
import type { AgentAnswer } from '../../shared/api/agent.ts';
import type { EventAnswer } from '../../shared/api/event.ts';
import type { IntegrationCard } from '../../shared/api/integration.ts';
import type { PurgeAnswer } from '../../shared/api/privacy.ts';
import type { ScanAnswer } from '../../shared/api/scan.ts';
import { recordHash } from '../../shared/domain/completeness.ts';
import type { CompletenessRecord } from '../../shared/domain/scan.ts';
import { assemblyFolder } from '../support/assembly.ts';
import { expectedResult } from '../support/compare-with-truth.ts';
import { readResult } from '../support/scan-result.ts';

// The deployed templates and bundles on local servers, driven through HTTP, against a simulated tenant that knows what
// a correct scan must find. Runs in the order of a customer's life with the product.

const INTEGRATION = '/v1/integrations/claude-enterprise';
const AWS = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

let simulator: Simulator;
let runtime: LocalRuntime;
let admin: PortalClient;
let folder: string;
const logLines: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cei-pipeline-'));
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
    onLog: (_name, line) => void logLines.push(line),
  });
  admin = recording(await clientOf('acme', ['admin']));
});

afterAll(async () => {
  await runtime?.stop();
  await simulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const clientOf = (tenant: string, roles: string[]) =>
  portalClient(runtime, {
    tenant_id: tenant,
    roles,
    sub: `${tenant}-person`,
    email: `person@${tenant}.test`,
  });

/** Keeps every answer, so that what must never be answered can be looked for. */
function recording(client: PortalClient): PortalClient {
  return {
    call: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const answer = await client.call<T>(method, path, body).catch((error) => {
        answers.push(`${error.code} ${error.message}`);
        throw error;
      });
      answers.push(JSON.stringify(answer ?? null));
      return answer;
    },
    text: async (path, accept) => {
      const answer = await client.text(path, accept);
      answers.push(answer);
      return answer;
    },
  };
}

const card = () => admin.call<IntegrationCard>('GET', INTEGRATION);

async function scanToEnd(): Promise<ScanAnswer> {
  const { scanId } = await admin.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`);
  let scan: ScanAnswer | undefined;
  const percents: number[] = [];
  await expect
    .poll(
      async () => {
        scan = await admin.call<ScanAnswer>('GET', `${INTEGRATION}/scans/${scanId}`);
        percents.push(scan.progress.percent);
        return scan.status;
      },
      { timeout: 240_000, interval: 200 },
    )
    .not.toBe('scanning');
  expect(percents, 'progress is monotone').toEqual([...percents].sort((a, b) => a - b));
  if (!scan) throw new Error('no scan');
  return scan;
}

const result = () => readResult(admin);

describe('configuring', () => {
  test.each([
    ['a key of another kind', () => simulator.keys.admin, 'WRONG_KEY_TYPE'],
    ['a Claude API key', () => simulator.keys.foreign, 'WRONG_KEY_TYPE'],
    ['no key at all', () => 'hello', 'INVALID_KEY_FORMAT'],
    ['a key that matches nothing', () => simulator.keys.unknown, 'KEY_REJECTED'],
    ['a disabled key', () => simulator.keys.disabled, 'KEY_REJECTED'],
    ['a key without activities', () => simulator.keys.withoutActivities, 'MISSING_SCOPES'],
    ['a key without user data', () => simulator.keys.withoutUserData, 'MISSING_SCOPES'],
    ['a key without organization data', () => simulator.keys.withoutOrgData, 'MISSING_SCOPES'],
  ])('with %s is refused and stores nothing', async (_what, key, code) => {
    await expect(admin.call('POST', INTEGRATION, { apiKey: key() })).rejects.toMatchObject({ code });

    expect((await card()).status).toBe('not_configured');
  });

  test('with a good key makes it Active and shows four characters of it', async () => {
    const made = await admin.call<IntegrationCard>('POST', INTEGRATION, {
      apiKey: `\n ${simulator.keys.parent} \n`,
      coverage: { sessions: true },
    });

    expect(made).toMatchObject({ status: 'active', keyHint: `…${simulator.keys.parent.slice(-4)}` });
    expect(made.organizations.map(({ uuid }) => uuid).sort()).toEqual(
      simulator.world.organizations.map(({ uuid }) => uuid).sort(),
    );
  });
});

describe('the first scan', () => {
  let scan: ScanAnswer;

  test('completes and adds up', async () => {
    scan = await scanToEnd();

    const { listed, clean, flagged, skipped, failed } = scan.counts.items;
    expect(scan).toMatchObject({ status: 'completed', error: null, failedReasons: {} });
    expect(listed).toBe(clean + flagged + skipped + failed);
    expect(listed).toBeGreaterThan(100);
  }, 250_000);

  test('finds what is true, to the last agent, day, message, model, item and finding', async () => {
    const { from, to } = scan.window;
    const truth = simulator.truth(Date.parse(from ?? ''), Date.parse(to ?? ''));

    const found = await result();

    const expected = expectedResult(truth, { sessions: true });
    expect(found.agents).toEqual(expected.agents);
    expect(found.events).toEqual(expected.events);
    expect(scan.counts.activities).toBe(truth.counts.activities);
  });

  test('proves its completeness with a record whose hash is right', () => {
    const record = scan.completeness as unknown as CompletenessRecord;

    expect(record).toMatchObject({ reconciled: true, gaps: [], previousHash: null });
    expect(record.hash).toBe(recordHash(record));
  });

  test('asks the provider for nothing twice', () => {
    const downloads = simulator.requests().filter(({ path }) => path.endsWith('/content'));

    expect(new Set(downloads.map(({ path }) => path)).size).toBe(downloads.length);
  });

  test('leaves no staged content behind', async () => {
    const s3 = new S3Client({ ...AWS, endpoint: runtime.endpoints.s3, forcePathStyle: true });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));

    expect(Buckets.length).toBeGreaterThan(0);
    for (const { Name } of Buckets) {
      const staged = await s3.send(new ListObjectsV2Command({ Bucket: Name, Prefix: 'staging/' }));
      expect(staged.KeyCount).toBe(0);
    }
  });
});

describe('the second scan', () => {
  test('changes nothing that is true and inspects nothing again', async () => {
    const before = await result();

    const scan = await scanToEnd();

    expect(scan).toMatchObject({ status: 'completed', counts: { items: { listed: 0 } } });
    expect((await result()).events).toEqual(before.events);
  }, 250_000);
});

describe('another tenant', () => {
  test('sees none of it, by list or by id', async () => {
    const stranger = await clientOf('globex', ['admin']);
    const [agent] = (await admin.call<{ items: AgentAnswer[] }>('GET', '/v1/agents?limit=1')).items;
    const [event] = (await admin.call<{ items: EventAnswer[] }>('GET', '/v1/events?limit=1')).items;
    const [scan] = (await admin.call<{ items: ScanAnswer[] }>('GET', `${INTEGRATION}/scans?limit=1`)).items;

    for (const list of ['/v1/agents', '/v1/events', '/v1/audit', `${INTEGRATION}/scans`]) {
      expect(await stranger.call('GET', list)).toEqual({ items: [], nextCursor: null });
    }
    for (const path of [
      `/v1/agents/${agent?.agentId}`,
      `/v1/events/${event?.eventId}`,
      `${INTEGRATION}/scans/${scan?.scanId}`,
    ]) {
      await expect(stranger.call('GET', path)).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe('a key that is revoked', () => {
  test('ends the scan, shows Invalid API Key with the reason, and loses nothing', async () => {
    const before = await result();
    simulator.revoke('parent');

    const scan = await scanToEnd();

    expect(scan).toMatchObject({ status: 'failed', error: { code: 'KEY_DEACTIVATED' } });
    expect(await card()).toMatchObject({
      status: 'invalid_api_key',
      statusReason: expect.stringContaining('disabled'),
    });
    expect(await result()).toEqual(before);
    await expect(admin.call('POST', `${INTEGRATION}/scans`)).rejects.toMatchObject({
      code: 'INVALID_API_KEY',
    });
  }, 250_000);

  test('is rotated by deleting and configuring again, and the next scan goes on from there', async () => {
    await admin.call('DELETE', INTEGRATION);
    expect((await card()).status).toBe('not_configured');

    await admin.call('POST', INTEGRATION, { apiKey: simulator.keys.audit, coverage: { sessions: true } });
    const scan = await scanToEnd();

    expect(scan).toMatchObject({ status: 'completed', counts: { items: { listed: 0 } } });
    expect(Date.parse(scan.window.from ?? '')).toBeGreaterThan(Date.now() - 3 * 86_400_000);
  }, 250_000);
});

describe('nothing leaks', () => {
  test('no log line, answer, table row or queue holds the key or a canary of content', async () => {
    await admin.text('/v1/agents/export', 'text/csv');
    await admin.text('/v1/events/export', 'application/x-ndjson');
    const forbidden = [simulator.canaries.key, simulator.canaries.document];
    const places: Record<string, string> = {
      logs: logLines.join('\n'),
      answers: answers.join('\n'),
      tables: JSON.stringify(await everyRow()),
      queues: filesUnder(folder, /sqs/),
    };

    for (const [place, text] of Object.entries(places)) {
      expect(text.length, `${place} were looked at`).toBeGreaterThan(100);
      for (const word of forbidden) expect(text.includes(word), `${word} in ${place}`).toBe(false);
    }
  });
});

describe('purging a person', () => {
  test('leaves no trace in any table but the purge itself, which forgets whose it was at its end', async () => {
    const agents = await Array.fromAsync(everyItem<AgentAnswer>(admin, '/v1/agents'));
    const userId = agents[0]?.owner.userId ?? '';
    const traces = async () =>
      (await everyRow())
        .filter((row) => JSON.stringify(row).includes(userId))
        .map(({ sk }) => String(sk).split('#')[0]);
    expect((await traces()).length).toBeGreaterThan(0);

    const purge = await admin.call<PurgeAnswer>('POST', '/v1/privacy/purges', { userId });

    expect(purge).toMatchObject({ status: 'running', scope: 'person' });
    await expect.poll(traces, { timeout: 60_000, interval: 300 }).toEqual(['PURGE']);
  }, 90_000);
});

describe('deleting with everything', () => {
  test('removes every row of the tenant but the record of it', async () => {
    await admin.call('DELETE', `${INTEGRATION}?purge=true`);

    const auditTrail = async () =>
      JSON.stringify((await admin.call<{ items: unknown[] }>('GET', '/v1/audit')).items);
    await expect.poll(auditTrail, { timeout: 60_000, interval: 300 }).toMatch(/"purge".*"events":[1-9]/);
    expect(new Set((await everyRow()).map(({ sk }) => String(sk).split('#')[0]))).toEqual(
      new Set(['INTEGRATION', 'AUDIT', 'PURGE', 'FORGOTTEN']),
    );
    const { items } = await admin.call<{ items: PurgeAnswer[] }>('GET', '/v1/privacy/purges');
    expect(items[0]).toMatchObject({ scope: 'tenant', status: 'completed', requestedBy: 'person@acme.test' });
    expect(items[0]?.removed.events).toBeGreaterThan(0);
  }, 90_000);
});

async function everyRow(): Promise<Record<string, unknown>[]> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...AWS, endpoint: runtime.endpoints.dynamodb }),
  );
  const rows: Record<string, unknown>[] = [];
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const TableName of TableNames) {
    for await (const page of paginateScan({ client }, { TableName })) rows.push(...(page.Items ?? []));
  }
  return rows;
}

/** The raw bytes of files whose name matches, as text. */
function filesUnder(path: string, name: RegExp): string {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(join(entry.parentPath, entry.name).slice(path.length)))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}
