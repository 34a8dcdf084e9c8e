import { AwsFault } from '../fault.ts';
import { arn } from '../names.ts';

export interface Queue {
  name: string;
  /** Attributes as given, all of them text. */
  attributes: Record<string, string>;
  tags: Record<string, string>;
  /** Epoch seconds. */
  createdAt: number;
}

/** What a queue has when nothing else is said (SQS, SetQueueAttributes); sizes in bytes, times in seconds. */
const DEFAULTS: Record<string, string> = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
};

export const invalidValue = (message: string): AwsFault =>
  new AwsFault('com.amazonaws.sqs#InvalidParameterValue', message);

export const missingParameter = (name: string): AwsFault =>
  new AwsFault('com.amazonaws.sqs#MissingParameter', `The request must contain the parameter ${name}.`);

export const queueArn = (name: string): string => arn('sqs', name);

/** `arn:aws:sqs:…:jobs` and `http://…/000000000000/jobs` → `jobs`. */
export const queueNameOf = (arnOrUrl: string): string => arnOrUrl.split(/[:/]/).at(-1) ?? '';

export const attributeOf = (queue: Queue, name: string): string | undefined =>
  queue.attributes[name] ?? DEFAULTS[name];

export const numberOf = (queue: Queue, name: string): number => Number(attributeOf(queue, name));

export const isFifo = (queue: Queue): boolean => queue.attributes.FifoQueue === 'true';

export const allAttributes = (queue: Queue): Record<string, string> => ({
  ...DEFAULTS,
  ...queue.attributes,
  QueueArn: queueArn(queue.name),
  CreatedTimestamp: String(queue.createdAt),
});

/** Where messages go that were received too often. */
export function redrivePolicy(queue: Queue): { target: string; maxReceiveCount: number } | undefined {
  const policy = queue.attributes.RedrivePolicy;
  if (!policy) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy) as Record<string, unknown>;
  return { target: queueNameOf(String(deadLetterTargetArn)), maxReceiveCount: Number(maxReceiveCount) };
}

/** @throws if the name or its kind is not allowed. */
export function checkName(name: string, attributes: Record<string, string>): void {
  if (!/^[A-Za-z0-9_-]{1,75}(\.fifo|[A-Za-z0-9_-]{0,5})$/.test(name)) {
    throw invalidValue(
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
  if (name.endsWith('.fifo') !== (attributes.FifoQueue === 'true')) {
    throw invalidValue('The name of a FIFO queue, and of no other, ends with .fifo.');
  }
}
