import { parentPort } from 'node:worker_threads';
import type { ContentResult } from './content-result.ts';
import { unread } from './content-result.ts';
import { inspectHere } from './inspect.ts';
import type { InspectionPolicy } from './policy.ts';
import type { SandboxJob } from './sandbox.ts';

/** The thread in which items are parsed: one job after the other, until the sandbox ends it. */
const port = parentPort;
let policy: InspectionPolicy | null = null;

port?.on('message', async (job: SandboxJob) => {
  policy = job.policy ?? policy;
  port.postMessage(await run(job));
});

async function run({ content, limits, endsAt }: SandboxJob): Promise<ContentResult> {
  if (!policy) return unread('inspection_error');
  try {
    const left = { ...limits, timeMs: endsAt - Date.now() };
    return await inspectHere(content, policy, left, new AbortController().signal);
  } catch {
    return unread('inspection_error');
  }
}
