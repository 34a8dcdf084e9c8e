import { type Environment, type FunctionDefinition, startEnvironment } from './environment.ts';
import { InvocationError } from './invocation-error.ts';
import { type FunctionStatistics, noStatistics } from './statistics.ts';

export interface LambdaFunction {
  definition: FunctionDefinition;
  /**
   * Runs one event in a free environment, a new one, or the next that becomes free.
   * @throws InvocationError if the handler fails, times out or its environment ends
   */
  invoke(event: unknown): Promise<unknown>;
  statistics(): FunctionStatistics;
  stop(): Promise<void>;
}

/** Lambda, quotas: request and response of a synchronous invocation. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

interface Slot {
  environment: Environment;
  busy: boolean;
}

function checkSize(json: string, what: string): void {
  const bytes = Buffer.byteLength(json);
  if (bytes <= MAX_PAYLOAD_BYTES) return;
  throw new InvocationError({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `${what} payload size exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`,
  });
}

/** A function with its warm environments, which are kept and used again. */
export function lambdaFunction(
  definition: FunctionDefinition,
  onLine: (line: string) => void,
): LambdaFunction {
  const statistics = noStatistics(definition.name, definition.memoryMb);
  let slots: Slot[] = [];
  const waiting: (() => void)[] = [];
  let stopped = false;

  const start = (): Slot => {
    statistics.coldStarts += 1;
    const environment = startEnvironment(definition, {
      onLine,
      onReady(initMs) {
        statistics.billedMs += Math.ceil(initMs);
      },
      onPeakMemory(bytes) {
        statistics.peakMemoryBytes = Math.max(statistics.peakMemoryBytes, bytes);
      },
      onExit() {
        slots = slots.filter((each) => each !== slot);
        waiting.shift()?.();
      },
    });
    const slot: Slot = { environment, busy: false };
    slots.push(slot);
    return slot;
  };

  const acquire = async (): Promise<Slot> => {
    for (;;) {
      if (stopped) throw new Error(`Function ${definition.name} is stopped.`);
      const free = slots.find((slot) => !slot.busy);
      if (free) return free;
      if (slots.length < definition.maxConcurrency) return start();
      await new Promise<void>((resume) => waiting.push(resume));
    }
  };

  const measure = (startedAt: number, error: unknown): void => {
    const duration = performance.now() - startedAt;
    statistics.invocations += 1;
    statistics.totalMs += duration;
    statistics.longestMs = Math.max(statistics.longestMs, duration);
    statistics.billedMs += Math.ceil(duration);
    if (error) statistics.errors += 1;
    if (error instanceof InvocationError && error.name === 'Sandbox.Timedout') statistics.timeouts += 1;
  };

  const runIn = async (slot: Slot, json: string): Promise<unknown> => {
    const startedAt = performance.now();
    try {
      const result = await slot.environment.run(json);
      checkSize(result, 'Response');
      measure(startedAt, undefined);
      return JSON.parse(result);
    } catch (error) {
      measure(startedAt, error);
      throw error;
    }
  };

  return {
    definition,
    async invoke(event) {
      const json = JSON.stringify(event ?? {});
      checkSize(json, 'Request');
      const slot = await acquire();
      slot.busy = true;
      try {
        await slot.environment.untilReady();
        return await runIn(slot, json);
      } finally {
        slot.busy = false;
        waiting.shift()?.();
      }
    },
    statistics: () => ({ ...statistics }),
    async stop() {
      stopped = true;
      for (const resume of waiting.splice(0)) resume();
      await Promise.all(slots.map((slot) => slot.environment.end()));
    },
  };
}
