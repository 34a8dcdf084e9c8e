import { type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoScanStore } from '../../../shared/aws/dynamo-scan-store.ts';
import type { Day } from '../../../shared/domain/day.ts';
import type { DayUse, UsageByDay } from '../../../shared/domain/usage.ts';
import type { AgentChange, AgentStore } from '../../../shared/ports/agent-store.ts';
import type { ScanRef, ScanStore } from '../../../shared/ports/scan-store.ts';
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
    what: 'the counters of a scan move behind the transaction that marks its items, not in it',
    breaks: 'R4',
    mutate: (ports, _, { cloud, process }) => {
      const client = countingBehind(clientsOf(cloud, process).dynamo);
      return { ...ports, scans: dynamoScanStore(client, tables, process.clock) };
    },
  },
  {
    name: 'step-before-work',
    what: 'the step moves on before what it has read is written',
    breaks: 'R1',
    mutate: (ports) => {
      const late: (() => Promise<void>)[] = [];
      const update: AgentStore['update'] = async (tenant, changes) => {
        late.push(async () => void (await ports.agents.update(tenant, changes)));
        return 'stored';
      };
      const writeLate = async <T>(outcome: T): Promise<T> => {
        for (const write of late.splice(0)) await write();
        return outcome;
      };
      const scans: ScanStore = {
        ...ports.scans,
        checkpoint: async (...given) => writeLate(await ports.scans.checkpoint(...given)),
        finish: async (...given) => writeLate(await ports.scans.finish(...given)),
      };
      return { ...ports, scans, agents: { ...ports.agents, update } };
    },
  },
  {
    name: 'no-step-fence',
    what: 'whoever comes to its end moves the step on, also one that another has taken over from',
    breaks: 'R15',
    mutate: (ports) => {
      const { scans } = ports;
      const anyone = ({ tenant, scanId }: ScanRef) => ({ tenant, scanId });
      const stepOf = async (ref: Parameters<ScanStore['checkpoint']>[0], step: number) =>
        (await scans.find(ref.tenant, ref.scanId))?.step ?? step;
      return {
        ...ports,
        scans: {
          ...scans,
          checkpoint: async (ref, step, ...rest) =>
            scans.checkpoint(anyone(ref), await stepOf(ref, step), ...rest),
          heartbeat: async (ref, step, ...rest) =>
            scans.heartbeat(anyone(ref), await stepOf(ref, step), ...rest),
          putChunks: async (ref, ...rest) =>
            scans.putChunks({ ...anyone(ref), step: await stepOf(ref, ref.step) }, ...rest),
          finish: async (ref, step, ...rest) =>
            scans.finish(anyone(ref), step === null ? null : await stepOf(ref, step), ...rest),
        },
      };
    },
  },
  {
    name: 'heartbeat-of-step',
    what: "a worker stops when its heartbeat meets its own checkpoint, as if it were another's",
    breaks: 'R19',
    mutate: (ports) => {
      const { scans } = ports;
      const heartbeat: ScanStore['heartbeat'] = async (ref, step, ...rest) =>
        (await scans.find(ref.tenant, ref.scanId))?.step === step
          ? scans.heartbeat(ref, step, ...rest)
          : 'stale';
      return { ...ports, scans: { ...scans, heartbeat } };
    },
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
  return async (tenant, changes, at) =>
    agents.update(tenant, await Promise.all(changes.map((change) => added(tenant, change))), at);
}

const sum = (stored: UsageByDay, day: Day, use: DayUse): DayUse => ({
  ...use,
  chats: use.chats + (stored[day]?.chats ?? 0),
  files: use.files + (stored[day]?.files ?? 0),
});

/** Takes what adds up out of each transaction and sends it when that is done. */
function countingBehind(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = async (command: object) => {
    if (!(command instanceof TransactWriteCommand)) return client.send(command as UpdateCommand);
    const { TransactItems = [] } = command.input;
    const adding = TransactItems.flatMap(({ Update }) =>
      Update?.UpdateExpression?.includes('ADD ') && Update.TableName === tables.integrations ? [Update] : [],
    );
    const answer = await client.send(
      new TransactWriteCommand({
        TransactItems: TransactItems.map((action) => {
          const { Update } = action;
          if (!Update || !adding.includes(Update)) return action;
          const { UpdateExpression: _, ...check } = Update;
          return { ConditionCheck: { ...check, ConditionExpression: check.ConditionExpression ?? '' } };
        }),
      }),
    );
    for (const { ReturnValuesOnConditionCheckFailure: _, ...update } of adding)
      await client.send(new UpdateCommand(update));
    return answer;
  };
  return { send } as unknown as DynamoDBDocumentClient;
}
