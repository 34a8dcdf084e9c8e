import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ResourceNotFoundException as NoSuchSchedule,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException as NoSuchSecret,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Process } from '../process.ts';
import type { Cloud } from './cloud.ts';
import { cancelled } from './tables.ts';

/** The clients that one process has: every command is a request that can go wrong. */
export function clientsOf(cloud: Cloud, process: Process) {
  return {
    dynamo: dynamoClient(cloud, process),
    sqs: sqsClient(cloud, process),
    secrets: secretsClient(cloud, process),
    scheduler: schedulerClient(cloud, process),
    events: eventsClient(cloud, process),
  };
}

const nameOf = (service: string, command: object) =>
  `${service}:${command.constructor.name.replace(/Command$/, '')}`;

function dynamoClient({ tables, faults, random, note }: Cloud, process: Process): DynamoDBDocumentClient {
  const send = (command: { readonly input: object }) => {
    const isWrite = !/^(Get|Query|BatchGet)/.test(command.constructor.name);
    const isTransaction = command instanceof TransactWriteCommand;
    note.access(process, partitionsIn(command.input));
    return process.request({
      name: nameOf('dynamodb', command),
      once: isTransaction,
      faults: [
        ...(isWrite ? (['conflict'] as const) : []),
        ...(/^Batch/.test(command.constructor.name) ? (['partial'] as const) : []),
      ],
      conflict: () => (isTransaction ? cancelled([{ Code: 'TransactionConflict' }]) : transactionConflict()),
      effect: ({ partial }) =>
        tables.execute(command, {
          leavesOut: () => partial && random.chance(0.5),
          isStale: () => faults.strikes('stale-index', process.invocation.name),
          ...(command instanceof QueryCommand && faults.strikes('small-pages', process.invocation.name)
            ? { pageSize: 1 }
            : {}),
        }),
    });
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

const transactionConflict = () =>
  Object.assign(new Error('Conflict'), { name: 'TransactionConflictException' });

/** Every partition key that a command names. */
function partitionsIn(input: unknown, found: string[] = []): string[] {
  if (typeof input !== 'object' || input === null) return found;
  for (const [key, value] of Object.entries(input)) {
    if ((key === 'pk' || key === ':pk') && typeof value === 'string') found.push(value);
    else if (key === 'Key' || key === 'Item') found.push(String((value as { pk?: unknown }).pk));
    else if (key !== 'ExpressionAttributeNames') partitionsIn(value, found);
  }
  return found;
}

function sqsClient(cloud: Cloud, process: Process): SQSClient {
  const { queues, random, note } = cloud;
  const queueAt = (url: string | undefined) => {
    const queue = queues[(url ?? '').split('/').at(-1) as keyof typeof queues];
    if (!queue) throw new Error(`No queue at ${url}`);
    return queue;
  };
  const send = (command: object) => {
    const name = nameOf('sqs', command);
    if (command instanceof SendMessageCommand) {
      const { QueueUrl, MessageBody = '', MessageGroupId, MessageDeduplicationId } = command.input;
      note.access(process, tenantsOfBody(MessageBody));
      return process.request({
        name,
        effect: () => {
          queueAt(QueueUrl).send(MessageBody, MessageGroupId, MessageDeduplicationId);
          return {};
        },
      });
    }
    if (command instanceof SendMessageBatchCommand) {
      const { QueueUrl, Entries = [] } = command.input;
      if (Entries.length > 10) throw new Error('Too many entries');
      for (const { MessageBody = '' } of Entries) note.access(process, tenantsOfBody(MessageBody));
      return process.request({
        name,
        faults: ['partial'],
        effect: ({ partial }) => {
          const failed = Entries.filter(() => partial && random.chance(0.5));
          for (const entry of Entries) {
            if (!failed.includes(entry))
              queueAt(QueueUrl).send(entry.MessageBody ?? '', entry.MessageGroupId);
          }
          return { Failed: failed.map(({ Id }) => ({ Id })) };
        },
      });
    }
    throw new Error(`No ${name} here`);
  };
  return { send } as unknown as SQSClient;
}

const tenantsOfBody = (body: string) => [`T#${(JSON.parse(body) as { tenant: string }).tenant}`];

function secretsClient({ secrets, note }: Cloud, process: Process): SecretsManagerClient {
  const send = (command: object) => {
    const name = nameOf('secretsmanager', command);
    if (command instanceof CreateSecretCommand) {
      const { Name = '', SecretString = '' } = command.input;
      note.access(process, [`T#${Name.split('/').at(-2)}`]);
      return process.request({
        name,
        once: true,
        effect: () => {
          secrets.set(Name, SecretString);
          return {};
        },
      });
    }
    const { SecretId = '' } = (command as GetSecretValueCommand).input;
    note.access(process, [`T#${SecretId.split('/').at(-2)}`]);
    if (command instanceof GetSecretValueCommand) {
      return process.request({
        name,
        effect: () => {
          const SecretString = secrets.get(SecretId);
          if (SecretString === undefined) throw new NoSuchSecret({ message: 'No secret', $metadata: {} });
          return { SecretString };
        },
      });
    }
    if (command instanceof DeleteSecretCommand) {
      return process.request({
        name,
        effect: () => {
          if (!secrets.delete(SecretId)) throw new NoSuchSecret({ message: 'No secret', $metadata: {} });
          return {};
        },
      });
    }
    throw new Error(`No ${name} here`);
  };
  return { send } as unknown as SecretsManagerClient;
}

function schedulerClient({ schedules }: Cloud, process: Process): SchedulerClient {
  const missing = () => new NoSuchSchedule({ message: 'No schedule', $metadata: {} } as never);
  const send = (command: object) => {
    const name = nameOf('scheduler', command);
    const { Name = '' } = (command as GetScheduleCommand).input;
    const effect = (): unknown => {
      const known = schedules.get(Name);
      if (command instanceof CreateScheduleCommand) {
        if (known) throw new ConflictException({ message: 'It is there', $metadata: {} } as never);
        schedules.set(Name, command.input);
        return {};
      }
      if (!known) throw missing();
      if (command instanceof UpdateScheduleCommand) schedules.set(Name, command.input);
      else if (command instanceof DeleteScheduleCommand) schedules.delete(Name);
      else if (command instanceof GetScheduleCommand) return known;
      return {};
    };
    return process.request({ name, effect, once: command instanceof CreateScheduleCommand });
  };
  return { send } as unknown as SchedulerClient;
}

function eventsClient({ random, note }: Cloud, process: Process): EventBridgeClient {
  const send = (command: object) => {
    if (!(command instanceof PutEventsCommand)) throw new Error('Only events can be put');
    const { Entries = [] } = command.input;
    if (Entries.length > 10) throw new Error('Too many entries');
    return process.request({
      name: 'events:PutEvents',
      faults: ['partial'],
      effect: ({ partial }) => ({
        Entries: Entries.map(({ DetailType = '', Detail = '{}' }) => {
          if (partial && random.chance(0.5)) return { ErrorCode: 'InternalFailure' };
          note.fact(DetailType, Detail);
          return { EventId: '1' };
        }),
      }),
    });
  };
  return { send } as unknown as EventBridgeClient;
}
