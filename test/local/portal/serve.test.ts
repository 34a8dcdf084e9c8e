import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ListeningServer, listen } from '../../../local/aws/http-server.ts';
import { portalHandler } from '../../../local/portal/serve.ts';
import { buildPortal } from '../../../portal/build.ts';
import { securityHeaders } from '../../../portal/security-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'portal-'));
const issuer = 'http://127.0.0.1:4999';
let api: ListeningServer;
let portal: ListeningServer;

beforeAll(async () => {
  mkdirSync(join(folder, 'site', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'site', 'index.html'), 'the page');
  writeFileSync(join(folder, 'site', 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'site', 'assets', 'main-abc.js'), 'script');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  api = await listen((incoming, response) => {
    response.writeHead(404, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ asked: `${incoming.method} ${incoming.url}` }));
  });
  const handle = portalHandler({
    folder: join(folder, 'site'),
    apiOrigin: api.url,
    issuer,
    clientId: 'local-portal',
  });
  portal = await listen((incoming, response) => void handle(incoming, response));
});

afterAll(async () => {
  await portal.stop();
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['/', 'the page', 'no-cache'],
  ['/events?status=flagged', 'the page', 'no-cache'],
  ['/inventory/agents/user_01.desktop', 'the page', 'no-cache'],
  ['/icon.svg', '<svg/>', 'no-cache'],
  ['/assets/main-abc.js', 'script', 'public, max-age=31536000, immutable'],
])('%s is answered with %s and every security header', async (path, body, caching) => {
  const answer = await fetch(portal.url + path);

  expect(await answer.text()).toBe(body);
  expect(answer.headers.get('cache-control')).toBe(caching);
  expect(Object.fromEntries(answer.headers)).toMatchObject(securityHeaders([issuer]));
});

test('the configuration says how to sign in at the local issuer', async () => {
  const answer = await fetch(`${portal.url}/config.json`);

  expect(await answer.json()).toMatchObject({ issuer, clientId: 'local-portal', apiToken: 'access_token' });
  expect(answer.headers.get('content-security-policy')).toContain(`connect-src 'self' ${issuer};`);
});

test("the API's own answers come through below the same origin", async () => {
  const answer = await fetch(`${portal.url}/v1/events?limit=1`);

  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ asked: 'GET /v1/events?limit=1' });
});

/** `fetch` would tidy the path up. */
const statusOf = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(portal.url, { path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });

test.each(['/assets/../../secret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/assets/missing.js'])(
  'nothing is served for %s',
  async (path) => {
    expect(await statusOf(path)).toBe(404);
  },
);

test('the built page has no script, style or handler of its own inside', async () => {
  const page = readFileSync(join((await buildPortal()).folder, 'index.html'), 'utf8');

  expect(page.match(/<script\b[^>]*>/g)?.every((tag) => tag.includes(' src="/assets/'))).toBe(true);
  expect(page).not.toMatch(/<style|\son\w+=|https?:/);
});
