import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Day } from '../../../shared/domain/day.ts';
import type { DayUse, UsageByDay } from '../../../shared/domain/usage.ts';
import type { AgentChange, AgentStore, ScanStore } from '../../../shared/ports.ts';
import { tables } from '../../contract/dynamo-tables.ts';
import { clientsOf } from '../aws/clients.ts';
import type { Mutate } from '../functions.ts';

/** A mistake that somebody could make in the pipeline, and a promise that the simulation then finds broken. */
export interface Mutation {
  readonly name: string;
  readonly what: string;
  /** As the checks name it (`R2`). */
  readonly breaks: string;
  readonly mutate: Mutate;
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'usage-adds',
    what: "a day's usage is added to what is stored, not set",
    breaks: 'R1',
    mutate: (ports) => ({ ...ports, agents: { ...ports.agents, update: addingUsage(ports.agents) } }),
  },
  {
    name: 'bare-counter',
    what: 'an inspected item is counted, whether or not it was counted before',
    breaks: 'R3',
    mutate: (ports, _, { cloud, process }) => {
      const { dynamo } = clientsOf(cloud, process);
      const settle: ScanStore['settle'] = async (scan, chunkId, results, at) => {
        const chunk = await ports.scans.findChunk(scan, chunkId);
        const again = results.filter(({ index }) => chunk?.outcomes.has(index));
        const outcome = await ports.scans.settle(scan, chunkId, results, at);
        for (const { outcome: end } of again) {
          await dynamo.send(
            new UpdateCommand({
              TableName: tables.integrations,
              Key: { pk: `T#${scan.tenant}`, sk: `SCAN#${scan.scanId}` },
              UpdateExpression: 'ADD #counter :one',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeNames: { '#counter': end.status },
              ExpressionAttributeValues: { ':one': 1 },
            }),
          );
        }
        return outcome;
      };
      return { ...ports, scans: { ...ports.scans, settle } };
    },
  },
  {
    name: 'step-before-work',
    what: 'the step moves on before what it has read is written',
    breaks: 'R1',
    mutate: (ports) => {
      const late: (() => Promise<void>)[] = [];
      const update: AgentStore['update'] = async (...given) =>
        void late.push(() => ports.agents.update(...given));
      const checkpoint: ScanStore['checkpoint'] = async (...given) => {
        const outcome = await ports.scans.checkpoint(...given);
        for (const write of late.splice(0)) await write();
        return outcome;
      };
      return { ...ports, agents: { ...ports.agents, update }, scans: { ...ports.scans, checkpoint } };
    },
  },
  {
    name: 'no-step-fence',
    what: 'whoever comes to its end moves the step on, also one that another has taken over from',
    breaks: 'R3',
    mutate: (ports) => {
      const { scans } = ports;
      const stepOf = async (ref: Parameters<ScanStore['checkpoint']>[0], step: number) =>
        (await scans.find(ref.tenant, ref.scanId))?.step ?? step;
      return {
        ...ports,
        scans: {
          ...scans,
          checkpoint: async (ref, step, ...rest) => scans.checkpoint(ref, await stepOf(ref, step), ...rest),
          heartbeat: async (ref, step, ...rest) => scans.heartbeat(ref, await stepOf(ref, step), ...rest),
          putChunks: async (ref, ...rest) =>
            scans.putChunks({ ...ref, step: await stepOf(ref, ref.step) }, ...rest),
          finish: async (ref, step, ...rest) =>
            scans.finish(ref, step === null ? null : await stepOf(ref, step), ...rest),
        },
      };
    },
  },
  {
    name: 'deaf-heartbeat',
    what: 'the heartbeat does not hear that the scan is over',
    breaks: 'R8',
    mutate: (ports) => ({
      ...ports,
      scans: {
        ...ports.scans,
        heartbeat: async (...given) => {
          await ports.scans.heartbeat(...given);
          return 'alive';
        },
      },
    }),
  },
  {
    name: 'forgets-pauses',
    what: 'the pause that the provider asks for is not written down',
    breaks: 'R6',
    mutate: (ports) => ({
      ...ports,
      scans: {
        ...ports.scans,
        checkpoint: (ref, step, at, progress) =>
          ports.scans.checkpoint(ref, step, at, { ...progress, resumeAt: null }),
      },
    }),
  },
  {
    name: 'no-sweeper',
    what: 'nobody sends a step again whose message was lost',
    breaks: 'R4',
    mutate: (ports, name) =>
      name === 'sweep-scans' ? { ...ports, lane: { ...ports.lane, send: async () => {} } } : ports,
  },
  {
    name: 'failed-scans-move-on',
    what: 'a scan that fails or is cancelled moves the position as one that has read everything',
    breaks: 'R1',
    mutate: (ports) => ({
      ...ports,
      scans: {
        ...ports.scans,
        finish: (ref, step, end, integration) =>
          ports.scans.finish(ref, step, end, {
            position: {
              scanStartedAt: end.endedAt,
              readUpTo: end.endedAt,
              chatsUpTo: end.endedAt,
              collectedFrom: end.endedAt.slice(0, 10),
              recordHash: null,
            },
            ...integration,
          }),
      },
    }),
  },
];

export function mutationNamed(name: string): Mutation {
  const found = MUTATIONS.find((mutation) => mutation.name === name);
  if (!found)
    throw new Error(`No mutation ${name}. There are: ${MUTATIONS.map((one) => one.name).join(', ')}`);
  return found;
}

function addingUsage(agents: AgentStore): AgentStore['update'] {
  const added = async (tenant: string, change: AgentChange): Promise<AgentChange> => {
    if (!change.days) return change;
    const { days = {} } = (await agents.find(tenant, change.userId, change.interface)) ?? {};
    const sums = Object.entries(change.days).map(([day, use]) => [day, sum(days, day, use)] as const);
    return { ...change, days: Object.fromEntries(sums) };
  };
  return async (tenant, changes) =>
    agents.update(tenant, await Promise.all(changes.map((change) => added(tenant, change))));
}

const sum = (stored: UsageByDay, day: Day, use: DayUse): DayUse => ({
  ...use,
  chats: use.chats + (stored[day]?.chats ?? 0),
  files: use.files + (stored[day]?.files ?? 0),
});
