import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { tables as tableNames } from '../../contract/dynamo-tables.ts';
import type { MemoryObject } from '../../support/memory/staging-area.ts';
import type { FaultPlan } from '../faults.ts';
import type { History } from '../history.ts';
import type { Process } from '../process.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Row } from './expressions.ts';
import { createQueue, type Queue } from './queue.ts';
import { type Change, createTables, type Tables } from './tables.ts';

/** Everything that outlives a process. */
export interface Cloud {
  readonly tables: Tables;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly objects: Map<string, MemoryObject>;
  readonly secrets: Map<string, string>;
  readonly schedules: Map<string, CreateScheduleCommandInput>;
  readonly faults: FaultPlan;
  readonly random: Random;
  readonly note: Notes;
}

export const QUEUE_NAMES = [
  'lane',
  'lane-dead',
  'inspection',
  'inspection-dead',
  'purge',
  'purge-dead',
] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export interface Notes {
  access(process: Process, partitions: readonly string[]): void;
  fact(type: string, detail: string): void;
}

/** As the template says; a test holds these numbers against it. */
export const QUEUES = {
  lane: { fifo: true, visibilityMs: 190_000, maxReceives: 5, loses: true },
  inspection: { fifo: false, visibilityMs: 190_000, maxReceives: 3, loses: true },
  purge: { fifo: false, visibilityMs: 1_800_000, delayMs: 10_000, maxReceives: 5 },
  dead: { visibilityMs: 360_000 },
} as const;

export interface CloudOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly history: History;
}

export function createCloud({ timeline, random, faults, history }: CloudOptions): Cloud {
  const common = { timeline, random, faults, note: (body: string) => void history.messages.push(body) };
  const dead = (name: QueueName, fifo: boolean) => createQueue({ ...common, ...QUEUES.dead, name, fifo });
  const laneDead = dead('lane-dead', true);
  const inspectionDead = dead('inspection-dead', false);
  const purgeDead = dead('purge-dead', false);

  return {
    tables: createTables((change) => noteChange(history, timeline.now(), change)),
    queues: {
      lane: createQueue({ ...common, ...QUEUES.lane, name: 'lane.fifo', deadLetters: laneDead }),
      'lane-dead': laneDead,
      inspection: createQueue({
        ...common,
        ...QUEUES.inspection,
        name: 'inspection',
        deadLetters: inspectionDead,
      }),
      'inspection-dead': inspectionDead,
      purge: createQueue({ ...common, ...QUEUES.purge, name: 'purge', deadLetters: purgeDead }),
      'purge-dead': purgeDead,
    },
    objects: new Map(),
    secrets: new Map(),
    schedules: new Map(),
    faults,
    random,
    note: {
      access: ({ tenants, invocation }, partitions) => {
        for (const partition of partitions) {
          if (tenants === null || tenants.has(partition.slice(2))) continue;
          history.foreign.push({ at: timeline.now(), who: invocation.name, what: partition });
        }
      },
      fact: (type, detail) =>
        void history.facts.push({ at: timeline.now(), type, detail: JSON.parse(detail) }),
    },
  };
}

function noteChange(history: History, at: number, { table, before, after }: Change): void {
  if (table !== tableNames.integrations) return;
  const { sk } = (after ?? before) as Row;
  if (sk === 'INTEGRATION') history.integrations.push({ at, before, after });
  if (String(sk).startsWith('SCAN#')) history.scans.push({ at, before, after });
  if (String(sk).startsWith('CHUNK#') && after) noteStaged(history, at, before, after);
}

function noteStaged(history: History, at: number, before: Row | undefined, after: Row): void {
  const known = before?.staged as ReadonlySet<number> | undefined;
  for (const index of (after.staged as ReadonlySet<number> | undefined) ?? []) {
    const item = (after.items as readonly { id: string }[])[index];
    if (known?.has(index) || !item) continue;
    history.staged.push({
      at,
      tenant: String(after.pk).slice(2),
      scanId: String(after.scanId),
      itemId: item.id,
    });
  }
}
