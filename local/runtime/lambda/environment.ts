import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { type ErrorPayload, environmentEnded, InvocationError, timedOut } from './invocation-error.ts';

export interface FunctionDefinition {
  /** Short name that people use, such as `scan-now`. */
  name: string;
  /** Name and ARN of the resource. */
  functionName: string;
  functionArn: string;
  /** Folder of the bundle. */
  folder: string;
  /** `index.handler` */
  handler: string;
  timeoutMs: number;
  memoryMb: number;
  /** All environment variables that the function sees. */
  environment: Record<string, string>;
  /** Most environments at a time. */
  maxConcurrency: number;
}

/** What an environment tells its function. */
export interface EnvironmentEvents {
  onLine(line: string): void;
  onReady(initMs: number): void;
  onPeakMemory(bytes: number): void;
  onExit(): void;
}

export interface Environment {
  /** Waits until the module is loaded, or failed to load; its time does not count towards the timeout of an event. */
  untilReady(): Promise<void>;
  /** One event at a time. @throws InvocationError */
  run(event: string): Promise<string>;
  end(): Promise<void>;
}

/** Lambda, runtime environment: the time for loading the module before it counts as part of the first event. */
const INIT_MS = 10_000;

/**
 * With the default size, what one collection moves into a full heap exceeds the reserve that Node keeps for ending a
 * thread, and the whole process is aborted; with 32 MB only a single allocation above that reserve does.
 */
const YOUNG_MB = 32;

type Message = {
  ready?: boolean;
  initMs?: number;
  result?: string;
  error?: ErrorPayload;
  initError?: ErrorPayload;
  peakBytes?: number;
};

function startWorker(definition: FunctionDefinition): Worker {
  const { folder, handler, functionName, functionArn, memoryMb, environment } = definition;
  return new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { folder, handler, functionName, functionArn, memoryMb },
    env: environment,
    // The handler must not inherit flags of the process that happens to host it.
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
}

/** Starts one execution environment: a thread with its own variables, heap limit and module state. */
export function startEnvironment(definition: FunctionDefinition, events: EnvironmentEvents): Environment {
  const { timeoutMs } = definition;
  const worker = startWorker(definition);
  const ready = Promise.withResolvers<void>();
  let settle: ((outcome: Error | string) => void) | undefined;
  let failure: Error | undefined;

  const finish = (outcome: Error | string): void => {
    const done = settle;
    settle = undefined;
    done?.(outcome);
  };
  /** Taken out of service before the outcome is told, so that no event meets an ending thread. */
  const leave = (reason: Error): void => {
    if (!failure) events.onExit();
    failure ??= reason;
    ready.resolve();
    finish(failure);
  };
  const endLate = (): void => {
    const error = timedOut(timeoutMs);
    events.onLine(error.message);
    leave(error);
    void worker.terminate();
  };
  const initTimer = setTimeout(endLate, INIT_MS + timeoutMs);

  for (const stream of [worker.stdout, worker.stderr]) {
    createInterface({ input: stream }).on('line', events.onLine);
  }
  worker.on('message', (message: Message) => {
    if (message.ready) {
      clearTimeout(initTimer);
      events.onReady(message.initMs ?? 0);
      ready.resolve();
      return;
    }
    events.onPeakMemory(message.peakBytes ?? 0);
    if (message.initError) leave(new InvocationError(message.initError));
    else finish(message.error ? new InvocationError(message.error) : (message.result ?? 'null'));
  });
  worker.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') events.onPeakMemory(definition.memoryMb * 1024 * 1024);
    events.onLine(`${error.name}: ${error.message}`);
    leave(environmentEnded(error.message));
  });
  worker.on('exit', (code) => {
    clearTimeout(initTimer);
    leave(environmentEnded(`Runtime exited with error: exit status ${code}`));
  });

  return {
    untilReady: () => ready.promise,
    run: (event) =>
      new Promise((resolve, reject) => {
        if (failure) {
          reject(failure);
          return;
        }
        const timer = setTimeout(endLate, timeoutMs);
        settle = (outcome) => {
          clearTimeout(timer);
          if (typeof outcome === 'string') resolve(outcome);
          else reject(outcome);
        };
        worker.postMessage({ requestId: randomUUID(), event, deadline: Date.now() + timeoutMs });
      }),
    async end() {
      clearTimeout(initTimer);
      await worker.terminate();
    },
  };
}
