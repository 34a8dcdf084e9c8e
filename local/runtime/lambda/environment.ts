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
  /** One event at a time. @throws InvocationError */
  run(event: string): Promise<string>;
  end(): Promise<void>;
}

type Message = {
  ready?: boolean;
  initMs?: number;
  result?: string;
  error?: ErrorPayload;
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
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
}

/** Starts one execution environment: a thread with its own variables, heap limit and module state. */
export function startEnvironment(definition: FunctionDefinition, events: EnvironmentEvents): Environment {
  const worker = startWorker(definition);
  let settle: ((outcome: Error | string) => void) | undefined;
  const finish = (outcome: Error | string): void => {
    const done = settle;
    settle = undefined;
    done?.(outcome);
  };
  /** Taken out of service before the outcome is told, so that no event meets an ending thread. */
  let left = false;
  const leave = (outcome: Error): void => {
    if (!left) events.onExit();
    left = true;
    finish(outcome);
  };

  for (const stream of [worker.stdout, worker.stderr]) {
    createInterface({ input: stream }).on('line', events.onLine);
  }
  worker.on('message', ({ ready, initMs = 0, result, error, peakBytes = 0 }: Message) => {
    if (ready) {
      events.onReady(initMs);
      return;
    }
    events.onPeakMemory(peakBytes);
    finish(error ? new InvocationError(error) : (result ?? 'null'));
  });
  worker.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') events.onPeakMemory(definition.memoryMb * 1024 * 1024);
    events.onLine(`${error.name}: ${error.message}`);
    leave(environmentEnded(error.message));
  });
  worker.on('exit', (code) => {
    leave(environmentEnded(`Runtime exited with error: exit status ${code}`));
  });

  return {
    run: (event) =>
      new Promise((resolve, reject) => {
        const requestId = randomUUID();
        const { timeoutMs } = definition;
        const timer = setTimeout(() => {
          const error = timedOut(timeoutMs);
          events.onLine(`${requestId} ${error.message}`);
          leave(error);
          void worker.terminate();
        }, timeoutMs);
        settle = (outcome) => {
          clearTimeout(timer);
          if (typeof outcome === 'string') resolve(outcome);
          else reject(outcome);
        };
        worker.postMessage({ requestId, event, deadline: Date.now() + timeoutMs });
      }),
    async end() {
      await worker.terminate();
    },
  };
}
