import type { Context, SQSEvent } from 'aws-lambda';
import type { Cloud } from './aws/cloud.ts';
import { connectQueue, type Ended } from './aws/mapping.ts';
import type { Queue } from './aws/queue.ts';
import type { FaultPlan } from './faults.ts';
import { type FunctionName, handlerOf, type Mutate, type Settings, TIMEOUTS_MS } from './functions.ts';
import type { History, Invocation } from './history.ts';
import { createProcess, type Process } from './process.ts';
import type { Provider } from './provider/provider.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** Lambda with everything that invokes functions. */
export interface Platform {
  /** @param tenants whose data the invocation may touch; null: any */
  invoke(
    name: FunctionName,
    event: unknown,
    tenants: readonly string[] | null,
    onEnd: (ended: Ended) => void,
  ): void;
  /** Sweeps every minute from now on. */
  startSweeping(): void;
  stopSweeping(): void;
  /** Nothing is running and no message waits, but for dead letters that nobody works on. */
  isIdle(): boolean;
}

export interface PlatformOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly history: History;
  readonly cloud: Cloud;
  readonly provider: Provider;
  readonly settings: Settings;
  readonly mutate?: Mutate | undefined;
  /** Invocations at once that each queue leads to. */
  readonly workers?: number;
}

const SWEEP_MS = 60_000;

export function createPlatform(options: PlatformOptions): Platform {
  const { timeline, random, faults, history, cloud, provider, settings, mutate, workers = 4 } = options;
  const processes = new Set<Process>();

  function invoke(
    name: FunctionName,
    event: unknown,
    tenants: readonly string[] | null,
    onEnd: (ended: Ended) => void,
  ): void {
    const invocation: Invocation = {
      id: history.invocations.length,
      name,
      startedAt: timeline.now(),
      tenants: tenants ?? [],
      end: 'running',
      frozenMs: 0,
    };
    history.invocations.push(invocation);
    const process = createProcess({
      timeline,
      random,
      faults,
      invocation,
      tenants: tenants && new Set(tenants),
      timeoutMs: TIMEOUTS_MS[name],
      latencyMs: settings.latencyMs,
    });
    processes.add(process);
    let hasEnded = false;
    const end = (ended: Ended) => {
      if (hasEnded) return;
      hasEnded = true;
      processes.delete(process);
      onEnd(ended);
    };
    process.onDeath(() => end({ ok: false }));
    const log = (line: string) => void history.logs.push(line);
    const surroundings = { cloud, provider, process, settings, random: random.next, log };
    const handler = handlerOf(name, surroundings, mutate);
    const finish = (ended: Ended) =>
      void timeline.at(timeline.now(), process, () => {
        invocation.end = 'returned';
        end(ended);
      });
    timeline.at(timeline.now() + random.int(1, 60), process, () => {
      handler(event, contextOf(process)).then(
        (value) => finish({ ok: true, value }),
        () => finish({ ok: false }),
      );
    });
  }

  const connect = (queue: Queue, name: FunctionName, batchSize: number) =>
    connectQueue({
      queue,
      batchSize,
      concurrency: workers,
      timeline,
      invoke: (event, _messages, onEnd) => invoke(name, event, tenantsOf(event), onEnd),
    });
  const mappings = [
    connect(cloud.queues.lane, 'run-scan', 1),
    connect(cloud.queues.inspection, 'inspect-content', 10),
    connect(cloud.queues.purge, 'purge-tenant-data', 1),
    connect(cloud.queues['lane-dead'], 'dead-letter', 10),
    connect(cloud.queues['inspection-dead'], 'dead-letter', 10),
  ];

  let isSweeping = false;
  function sweep(): void {
    if (!isSweeping) return;
    invoke('sweep-scans', {}, null, () => {});
    timeline.at(timeline.now() + SWEEP_MS, null, sweep);
  }

  return {
    invoke,
    startSweeping: () => {
      isSweeping = true;
      timeline.at(timeline.now() + random.int(1, SWEEP_MS), null, sweep);
    },
    stopSweeping: () => {
      isSweeping = false;
    },
    isIdle: () =>
      processes.size === 0 &&
      mappings.every(({ running }) => running() === 0) &&
      (['lane', 'inspection', 'purge', 'lane-dead', 'inspection-dead'] as const).every(
        (name) => cloud.queues[name].size() === 0,
      ),
  };
}

const contextOf = (process: Process): Context =>
  ({
    awsRequestId: `invocation-${process.invocation.id}`,
    functionName: process.invocation.name,
    getRemainingTimeInMillis: () => process.remainingMs(),
  }) as unknown as Context;

const tenantsOf = ({ Records }: SQSEvent): string[] =>
  Records.flatMap(({ body }) => {
    try {
      return [String((JSON.parse(body) as { tenant?: unknown }).tenant)];
    } catch {
      return [];
    }
  });
