import { Worker } from 'node:worker_threads';
import { type ContentResult, unread } from './content-result.ts';
import type { Spooled } from './input.ts';
import { type Inspect, type InspectContent, itemInspector } from './item.ts';
import type { InspectionLimits } from './limits.ts';
import type { InspectionPolicy } from './policy.ts';
import type { Reason } from './reason.ts';

/** Inspects in worker threads: a crash or a hang ends the item that caused it, and nothing else. */
export interface Sandbox {
  readonly inspect: Inspect;
  /** Ends the threads. Items in flight fail. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Items that are inspected at the same time. */
  readonly threads?: number;
  /** Heap of each thread in MiB; buffers come on top. */
  readonly heapMb?: number;
  /** The code of the thread, where it is not the engine's own. */
  readonly entry?: URL;
}

/** What a thread is told. The policy is left out when it is the same as in the job before. */
export interface SandboxJob {
  readonly content: Spooled['content'];
  readonly policy: InspectionPolicy | null;
  readonly limits: InspectionLimits;
  /** When the time budget ends, in milliseconds of `Date.now()`: a thread that starts late has less of it. */
  readonly endsAt: number;
}

/** The thread keeps its time budget itself; one that does not answer this much later is ended. */
const GRACE_MS = 2_000;

/** Beside the sources it is the source file, beside a bundle the bundled file. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './inspect-worker.mjs',
  import.meta.url,
);

export function createSandbox({ threads = 1, heapMb = 256, entry = ENTRY }: SandboxOptions = {}): Sandbox {
  const lanes = Array.from({ length: threads }, () => createLane(entry, heapMb));
  const waiting: ((lane: Lane) => void)[] = [];
  const idle = [...lanes];

  const inspectContent: InspectContent = async (content, policy, limits, signal) => {
    const lane = idle.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      return await lane.run({ content, policy, limits, endsAt: Date.now() + limits.timeMs }, signal);
    } finally {
      const next = waiting.shift();
      if (next) next(lane);
      else idle.push(lane);
    }
  };
  return {
    inspect: itemInspector(inspectContent),
    close: async () => void (await Promise.all(lanes.map((lane) => lane.end()))),
  };
}

/** One thread at a time, started when it is needed and again after it was ended. */
interface Lane {
  run(job: SandboxJob & { policy: InspectionPolicy }, signal: AbortSignal): Promise<ContentResult>;
  end(): Promise<unknown>;
}

function createLane(entry: URL, heapMb: number): Lane {
  let worker: Worker | null = null;
  let known: InspectionPolicy | null = null;

  const forget = () => {
    worker = null;
    known = null;
  };
  const end = async () => {
    const ending = worker?.off('exit', forget);
    forget();
    await ending?.terminate();
  };
  return {
    end,
    async run(job, signal) {
      if (signal.aborted) return unread('too_slow');
      worker ??= startWorker(entry, heapMb).once('exit', forget);
      const policy = known === job.policy ? null : job.policy;
      known = job.policy;
      const outcome = await answerOf(worker, { ...job, policy }, signal);
      if (typeof outcome !== 'string') return outcome;
      await end();
      return unread(outcome);
    },
  };
}

function startWorker(entry: URL, heapMb: number): Worker {
  const worker = new Worker(entry, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // Code that parses hostile input gets no credentials, and nothing that it prints gets out.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  // A crash is an answer to the job in flight; without one there is nobody to tell.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

/** The thread's answer, or the reason why it has none and must be ended. */
function answerOf(worker: Worker, job: SandboxJob, signal: AbortSignal): Promise<ContentResult | Reason> {
  const { promise, resolve } = Promise.withResolvers<ContentResult | Reason>();
  const crashed = () => resolve('inspection_error');
  const cut = () => resolve('too_slow');
  const timer = setTimeout(cut, job.endsAt - Date.now() + GRACE_MS);
  signal.addEventListener('abort', cut, { once: true });
  worker.once('message', resolve);
  worker.once('error', crashed);
  worker.once('exit', crashed);
  worker.ref();
  worker.postMessage(job, 'buffer' in job.content ? [job.content.buffer] : []);
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', cut);
    worker.off('message', resolve).off('error', crashed).off('exit', crashed);
    worker.unref();
  });
}
