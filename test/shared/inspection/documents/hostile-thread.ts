import { parentPort } from 'node:worker_threads';
import { unread } from '../../../../shared/inspection/content-result.ts';
import type { SandboxJob } from '../../../../shared/inspection/sandbox.ts';

/** A thread of the sandbox that does what its items say. */
parentPort?.on('message', ({ content }: SandboxJob) => {
  const order = 'buffer' in content ? Buffer.from(content.buffer).toString() : '';
  if (order === 'throw') throw new Error('parser failed');
  if (order === 'exit') process.exit(3);
  if (order === 'hang') for (;;) Math.random();
  if (order === 'grow')
    for (const hoard: unknown[] = []; ; ) hoard.push(new Array(10_000).fill(hoard.length));
  parentPort?.postMessage({ ...unread('empty', 'text'), reason: null });
});
