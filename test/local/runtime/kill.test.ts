import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { buildFixture } from './fixture/app.ts';

const folder = mkdtempSync(join(tmpdir(), 'cei-kill-'));
const processes: ChildProcess[] = [];

afterAll(() => {
  for (const child of processes) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the fixture in its own process on the same data folder. */
async function start(assembly: string) {
  const script = join(import.meta.dirname, 'fixture', 'run.ts');
  const child = spawn(process.execPath, [script, assembly, join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { api, sqs } = JSON.parse(line) as { api: string; sqs: string };
  const done = async () => {
    const answer = await fetch(`${api}/jobs/killed`);
    return ((await answer.json()) as { done: number }).done;
  };
  const waiting = async () => {
    const ask = async (operation: string, input: object) => {
      const headers = { 'x-amz-target': `AmazonSQS.${operation}` };
      const answer = await fetch(sqs, { method: 'POST', headers, body: JSON.stringify(input) });
      return (await answer.json()) as { QueueUrls?: string[]; Attributes?: Record<string, string> };
    };
    const { QueueUrls = [] } = await ask('ListQueues', { QueueNamePrefix: 'FixtureService-Work' });
    const { Attributes = {} } = await ask('GetQueueAttributes', {
      QueueUrl: QueueUrls[0],
      AttributeNames: ['All'],
    });
    return (
      Number(Attributes.ApproximateNumberOfMessages) +
      Number(Attributes.ApproximateNumberOfMessagesNotVisible)
    );
  };
  return { child, api, done, waiting };
}

test('a job that is killed in the middle is done after the restart, every message once by effect', async () => {
  const assembly = await buildFixture(folder);
  const first = await start(assembly);
  const body = JSON.stringify({ id: 'killed', count: 1000 });
  const ordered = await fetch(`${first.api}/jobs`, { method: 'POST', body });
  expect(ordered.status).toBe(202);
  await expect.poll(first.done, { timeout: 30_000, interval: 20 }).toBeGreaterThan(100);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start(assembly);
  expect(await second.waiting()).toBeGreaterThan(0);
  await expect.poll(second.waiting, { timeout: 60_000, interval: 100 }).toBe(0);

  expect(await second.done()).toBe(1000);
}, 120_000);
