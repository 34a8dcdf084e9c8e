import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Bundles, bundleFunctions } from '../../infra/bundle.ts';
import { routes } from '../../shared/api/routes.ts';
import { assemblyFolder, template } from '../support/assembly.ts';
import { lockedPackages } from '../support/licenses.ts';

/** Folder of a function's bundle in the assembly, as its template names it. */
function bundleOf(name: string): string {
  const folder = assemblyFolder();
  const { files } = JSON.parse(readFileSync(join(folder, 'Service.assets.json'), 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  const [lambda] = Object.values(
    template('Service').findResources('AWS::Lambda::Function', { Properties: { Description: name } }),
  );
  const key = String(lambda?.Properties.Code.S3Key).replace(/\.zip$/, '');
  return join(folder, files[key]?.source.path ?? key);
}

test('a bundled function takes region, credentials and endpoint from its environment', async () => {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"Items":[]}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const script = `const { handler } = await import(${JSON.stringify(pathToFileURL(join(bundleOf('sweep-scans'), 'index.mjs')).href)});
    await handler({}, { awsRequestId: 'r', getRemainingTimeInMillis: () => 10000 });
    process.exit();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      AWS_REGION: 'eu-central-2',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'session',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      INTEGRATIONS_TABLE: 'integrations',
      AGENTS_TABLE: 'agents',
      EVENTS_TABLE: 'events',
      SCAN_LANE_URL: `${endpoint}/lane`,
      STAGE: 'test',
    },
  });
  const [code] = await once(child, 'exit');

  expect(code).toBe(0);
  expect(requests[0]?.headers.authorization).toMatch(/Credential=local\/\d{8}\/eu-central-2\/dynamodb\//);
  expect(requests[0]?.headers['x-amz-security-token']).toBe('session');
});

test('the thread that parses content is a module beside its function', () => {
  expect(existsSync(join(bundleOf('inspect-content'), 'inspect-worker.mjs'))).toBe(true);
});

test('what parses content knows nothing of AWS', () => {
  const worker = readFileSync(join(bundleOf('inspect-content'), 'inspect-worker.mjs'), 'utf8');

  expect(worker).not.toMatch(/AWS_ACCESS_KEY_ID|SigningKey|amazonaws/);
});

test('no bundle holds the search for credentials in files and on other hosts', () => {
  const folder = bundleOf('run-scan');
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mjs'),
  );
  const bundle = modules.map((file) => readFileSync(join(folder, file), 'utf8')).join('');

  expect(bundle.includes('AWS_ACCESS_KEY_ID')).toBe(true);
  expect(bundle).not.toMatch(/169\.254\.170\.2|sso_start_url|AWS_WEB_IDENTITY_TOKEN_FILE/);
});

describe('the time until a function answers for the first time', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'bundles-'));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  let bytes: Bundles['bytes'];
  beforeAll(async () => {
    ({ bytes } = await bundleFunctions(outdir));
  });
  const apiFunctions = [...new Set(Object.values(routes).map((route) => route.function))];

  test.each(apiFunctions)('%s loads at most 350 kB', (name) => {
    expect(bytes[`${name}/index.mjs`]).toBeLessThanOrEqual(350_000);
  });

  test.each(['dead-letter', 'inspect-content', 'purge-tenant-data', 'run-scan', 'start-scan', 'sweep-scans'])(
    '%s loads at most 700 kB',
    (name) => {
      expect(bytes[`${name}/index.mjs`]).toBeLessThanOrEqual(700_000);
    },
  );

  test('what is in them has a licence that test/licenses.test.ts has looked at', () => {
    const { inputs } = JSON.parse(readFileSync(join(outdir, 'metafile.json'), 'utf8')) as {
      inputs: Record<string, unknown>;
    };
    const bundled = Object.keys(inputs).flatMap(
      (file) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
    );
    const known = new Set(
      lockedPackages()
        .filter((each) => each.deployed)
        .map(({ path }) => path),
    );

    expect(bundled.length).toBeGreaterThan(100);
    expect([...new Set(bundled)].filter((path) => !known.has(path))).toEqual([]);
  });

  test('what exports only sometimes need is a file of its own, and found', async () => {
    const { outputs } = JSON.parse(readFileSync(join(outdir, 'metafile.json'), 'utf8')) as {
      outputs: Record<string, { imports: { path: string; kind: string }[]; entryPoint?: string }>;
    };
    const [, entry] = Object.entries(outputs).find(([path]) => path.endsWith('export-list/index.mjs')) ?? [];
    const later = entry?.imports.filter(({ kind }) => kind === 'dynamic-import') ?? [];

    expect(later.some(({ path }) => outputs[path]?.entryPoint === 'shared/aws/s3-export-area.ts')).toBe(true);
    for (const { path } of later)
      expect(existsSync(join(outdir, path.slice(path.lastIndexOf('export-list'))))).toBe(true);
  });
});
