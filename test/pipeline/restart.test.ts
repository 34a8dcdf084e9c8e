import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Truth } from '../../local/simulator/truth.ts';
import type { ScanAnswer } from '../../shared/api/scan.ts';
import { expectedResult } from '../support/compare-with-truth.ts';
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

/** `KILLS=10 npm test -- test/pipeline/restart.test.ts` takes minutes. */
const KILLS = Number(process.env.KILLS ?? 1);
const PATIENCE_MS = 480_000;

/** Between ready and killed, ms: anywhere in a scan that takes seconds. */
const somewhereInTheScan = () => 200 + Math.random() * 4_000;

async function kill({ process: child }: Started, afterMs: number): Promise<void> {
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Waits for the end of the scan; one that was given up, since its step was killed too often, is followed by another. */
async function scanToItsEnd(system: Started): Promise<ScanAnswer> {
  const newest = async () =>
    (await system.call<{ items: ScanAnswer[] }>('GET', `${INTEGRATION}/scans?limit=1`)).items[0];
  for (;;) {
    await expect
      .poll(async () => (await newest())?.status, { timeout: PATIENCE_MS, interval: 500 })
      .not.toBe('scanning');
    const scan = await newest();
    if (scan && scan.status !== 'failed') return scan;
    expect(scan?.error?.code).toBe('SCAN_STUCK');
    await system.call('POST', `${INTEGRATION}/scans`);
  }
}

test(
  `a scan goes on after everything was killed in its middle, and comes to what is true (killed ${KILLS} times)`,
  async () => {
    const first = await start();
    await first.call('POST', INTEGRATION, { apiKey: first.key, requestShare: 1 });
    const { scanId } = await first.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`);
    const skipped = async () =>
      (await first.call<ScanAnswer>('GET', `${INTEGRATION}/scans/${scanId}`)).counts.items.skipped;
    await expect.poll(skipped, { timeout: PATIENCE_MS, interval: 100 }).toBeGreaterThan(0);
    await kill(first, 0);
    for (let kills = 1; kills < KILLS; kills += 1) await kill(await start(), somewhereInTheScan());

    const last = await start();
    const { status, window, counts } = await scanToItsEnd(last);

    const truth = await last.truth(window.from ?? '', window.to ?? '');
    const { items } = counts;
    expect(status).toBe('completed');
    expect(items.listed).toBe(items.clean + items.flagged + items.skipped + items.failed);
    expect(await readResult(last)).toEqual(expectedResult(truth, { sessions: false }));
  },
  (KILLS + 2) * PATIENCE_MS,
);
