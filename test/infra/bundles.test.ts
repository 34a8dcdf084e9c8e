import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { assemblyFolder, template } from '../support/assembly.ts';

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
  const bundle = readFileSync(join(bundleOf('run-scan'), 'index.mjs'), 'utf8');

  expect(bundle).toContain('AWS_ACCESS_KEY_ID');
  expect(bundle).not.toMatch(/169\.254\.170\.2|sso_start_url|AWS_WEB_IDENTITY_TOKEN_FILE/);
});
