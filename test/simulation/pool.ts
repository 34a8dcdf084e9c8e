import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Outcome, WorkerInput } from './worker.ts';

const BATCH = 20;

/** Runs the seeds on all cores; tells each outcome as it comes. Ends early once `isEnough` says so. */
export async function runSeeds(
  seeds: readonly string[],
  tell: (outcome: Outcome) => void,
  { mutation, isEnough = () => false }: Partial<WorkerInput> & { readonly isEnough?: () => boolean } = {},
): Promise<void> {
  let next = 0;
  const take = () => {
    const batch = isEnough() ? [] : seeds.slice(next, next + BATCH);
    next += batch.length;
    return batch;
  };
  const threads = Math.min(availableParallelism(), Math.ceil(seeds.length / BATCH));
  await Promise.all(Array.from({ length: threads }, () => runThread(take, tell, { mutation })));
}

function runThread(
  take: () => readonly string[],
  tell: (outcome: Outcome) => void,
  workerData: WorkerInput,
): Promise<void> {
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), {
    workerData,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  return new Promise<void>((resolve, reject) => {
    const goOn = () => {
      const batch = take();
      if (batch.length > 0) worker.postMessage(batch);
      else resolve();
    };
    worker.on('error', reject);
    worker.on('message', (message: Outcome | 'ready') => {
      if (message === 'ready') goOn();
      else tell(message);
    });
    goOn();
  }).finally(() => worker.terminate());
}
