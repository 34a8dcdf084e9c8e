// Speed and memory of the local runtime, in memory and on disk: start, first request, requests, a job of 10,000
// messages (one transaction per message, one object and one event per batch), and each AWS server alone.
//
//   node bench/local-runtime.ts
//
// The runtime runs the test fixture in a process of its own; this process is the client.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildFixture } from '../test/local/runtime/fixture/app.ts';
import { repeatedly, timed } from './local-runtime/measure.ts';
import { dynamoDbRates, s3Rates, sqsRates } from './local-runtime/parts.ts';

interface Addresses {
  api: string;
  readyMs: number;
  dynamodb: string;
  sqs: string;
  s3: string;
}

const MESSAGES = 10_000;
const RUNNER = join(import.meta.dirname, '..', 'test', 'local', 'runtime', 'fixture', 'run.ts');

async function start(assembly: string, dataFolder?: string): Promise<{ child: ChildProcess; at: Addresses }> {
  const child = spawn(process.execPath, [RUNNER, assembly, ...(dataFolder ? [dataFolder] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, at: JSON.parse(line) as Addresses };
}

const memoryOf = ({ pid }: ChildProcess): string =>
  `${Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) / 1000)} MB`;

/** Messages per second of a whole job. */
async function job(api: string): Promise<number> {
  const done = async (): Promise<number> => {
    const answer = await fetch(`${api}/jobs/bench`);
    return ((await answer.json()) as { done: number }).done;
  };
  const ms = await timed(async () => {
    await fetch(`${api}/jobs`, { method: 'POST', body: JSON.stringify({ id: 'bench', count: MESSAGES }) });
    while ((await done()) < MESSAGES) await new Promise((resolve) => setTimeout(resolve, 100));
  });
  return Math.round((MESSAGES / ms) * 1000);
}

async function whole(assembly: string, dataFolder?: string) {
  const { child, at } = await start(assembly, dataFolder);
  const get = async (): Promise<unknown> => (await fetch(`${at.api}/jobs/none`)).text();
  const idle = memoryOf(child);
  const cold = Math.round(await timed(get));
  const one = await repeatedly(1, 3, get);
  const sixteen = await repeatedly(16, 3, get);
  const perSecond = await job(at.api);
  const result = {
    'template to ready, ms': at.readyMs,
    'first request, ms': cold,
    'GET p50 / p99, ms': `${one.p50} / ${one.p99}`,
    'GET per s at 16': sixteen.perSecond,
    'messages per s': perSecond,
    'memory idle / after': `${idle} / ${memoryOf(child)}`,
  };
  child.kill();
  return result;
}

const folder = mkdtempSync(join(tmpdir(), 'cei-bench-'));
try {
  const assembly = await buildFixture(folder);
  console.table({ memory: await whole(assembly), disk: await whole(assembly, join(folder, 'whole')) });
  const { child, at } = await start(assembly, join(folder, 'parts'));
  console.table(await dynamoDbRates(at.dynamodb));
  console.table(await sqsRates(at.sqs));
  console.table(await s3Rates(at.s3));
  child.kill();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
