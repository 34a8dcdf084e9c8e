import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import type { Truth } from '../../local/simulator/truth.ts';
import type { ScanAnswer } from '../../shared/api/scan.ts';
import { expectedResult, isInspected } from '../support/compare-with-truth.ts';
import { readResult } from '../support/scan-result.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const INTEGRATION = '/v1/integrations/claude-enterprise';
const folder = mkdtempSync(join(tmpdir(), 'cei-restart-'));
let running: ChildProcess | undefined;

afterAll(async () => {
  running?.kill('SIGKILL');
  if (running && running.exitCode === null) await once(running, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly process: ChildProcess;
  readonly key: string;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  truth(from: string, to: string): Promise<Truth>;
}

/** `npm start` with a data folder, as a person would, until it says that it is ready. */
async function start(): Promise<Started> {
  const entry = join(ROOT, 'local', 'start.ts');
  const args = [entry, '--no-portal', '--port', '0', '--data', folder, '--rate', '3000'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { cwd: ROOT });
  running = child;
  child.stderr?.resume();
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    said.push(line);
    if (line.startsWith('Stop with')) break;
  }
  child.stdout?.resume();
  const text = said.join('\n');
  const named = (pattern: RegExp): string => {
    const found = pattern.exec(text)?.[1];
    if (!found) throw new Error(`The local runtime did not start:\n${text}`);
    return found;
  };
  const api = named(/HTTP API\s+(\S+)/);
  const local = named(/curl -s (\S+)\/local\/token/);
  const provider = named(/Compliance API\s+(\S+)/);
  const { token } = (await (
    await fetch(`${local}/local/token`, { method: 'POST', body: '{"tenant_id":"acme","roles":["admin"]}' })
  ).json()) as { token: string };
  return {
    process: child,
    key: named(/Demo key\s+(\S+)/),
    call: async (method, path, body) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const payload = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(api + path, { method, headers, ...payload });
      if (!response.ok)
        throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
      return response.json() as never;
    },
    truth: async (from, to) =>
      (await fetch(`${provider}/simulator/truth?from=${from}&to=${to}`)).json() as Promise<Truth>,
  };
}

test('a scan goes on after everything was killed in its middle, and comes to what is true', async () => {
  const first = await start();
  await first.call('POST', INTEGRATION, { apiKey: first.key, requestShare: 1 });
  const { scanId } = await first.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`);
  const scan = (system: Started) => system.call<ScanAnswer>('GET', `${INTEGRATION}/scans/${scanId}`);
  await expect
    .poll(async () => (await scan(first)).counts.items.skipped, { timeout: 120_000, interval: 100 })
    .toBeGreaterThan(0);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');

  const second = await start();
  await expect
    .poll(async () => (await scan(second)).status, { timeout: 240_000, interval: 500 })
    .toBe('completed');

  const { window, counts } = await scan(second);
  const truth = await second.truth(window.from ?? '', window.to ?? '');
  const { listed, clean, flagged, skipped, failed } = counts.items;
  expect(listed).toBe(truth.items.filter(isInspected).length);
  expect(listed).toBe(clean + flagged + skipped + failed);
  expect(await readResult(second)).toEqual(expectedResult(truth));
}, 400_000);
