import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { EventSourceMappingOptions, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { grantReceive } from '../grants.ts';
import { RunbookAlarm, type RunbookHeading } from './runbook-alarm.ts';

export interface WorkQueueProps {
  /** For alarms, e.g. `scan-lane`. */
  readonly name: string;
  /** Encrypts what waits. */
  readonly key: IKey;
  /** First in, first out within each message group. */
  readonly fifo?: boolean;
  /** Of the function that works on the queue. */
  readonly consumerTimeout: Duration;
  /** After which a message that failed comes back: six times the consumer's timeout unless told. */
  readonly visibilityTimeout?: Duration;
  /** How long a message waits before its first delivery. */
  readonly deliveryDelay?: Duration;
  /** Of the function that works on the dead letters, where there is one. */
  readonly deadLetterConsumerTimeout?: Duration;
  /** Deliveries before a message becomes a dead letter. */
  readonly maxReceiveCount: number;
}

/** AWS advises this factor for queues that invoke functions, so that retries inside the mapping never overlap a delivery. */
const VISIBILITY_FACTOR = 6;

/** A queue with its dead-letter queue, an alarm on that, and no plain text on the way or at rest. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly subject: string;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.subject = props.name;
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      name: props.name,
      key: props.key,
      // Only `true` may be given: CloudFormation refuses `false` for a standard queue.
      ...(props.fifo && { fifo: true }),
      ...(props.deadLetterConsumerTimeout && { consumerTimeout: props.deadLetterConsumerTimeout }),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      enforceSSL: true,
      ...(props.fifo && { fifo: true }),
      ...(props.deliveryDelay && { deliveryDelay: props.deliveryDelay }),
      visibilityTimeout: props.visibilityTimeout ?? visibilityFor(props.consumerTimeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    });
  }

  /** Invokes the function with messages; it answers which of them failed. */
  invokes(lambda: IFunction, batches: Batches): void {
    invokeFrom(this.queue, lambda, batches);
  }

  /** The same with what failed too often. */
  deadLettersInvoke(lambda: IFunction, batches: Batches): void {
    invokeFrom(this.deadLetters, lambda, batches);
  }

  alarmWhenOlderThan(age: Duration, heading: RunbookHeading): void {
    new RunbookAlarm(this, 'Age', {
      heading,
      subject: this.subject,
      says: `holds a message older than ${age.toMinutes()} minutes`,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      threshold: age.toSeconds(),
    });
  }
}

type Batches = Pick<EventSourceMappingOptions, 'batchSize' | 'maxBatchingWindow' | 'maxConcurrency'>;

function invokeFrom(queue: Queue, lambda: IFunction, batches: Batches): void {
  grantReceive(lambda, queue);
  lambda.addEventSourceMapping(`From${queue.node.path.replaceAll('/', '')}`, {
    eventSourceArn: queue.queueArn,
    reportBatchItemFailures: true,
    ...batches,
  });
}

export interface DeadLetterQueueProps {
  /** Of the queue or source whose dead letters these are. */
  readonly name: string;
  readonly key: IKey;
  readonly fifo?: boolean;
  readonly consumerTimeout?: Duration;
}

/** Keeps what failed too often for 14 days and says so. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { name, key, fifo, consumerTimeout }: DeadLetterQueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(fifo && { fifo }),
      ...(consumerTimeout && { visibilityTimeout: visibilityFor(consumerTimeout) }),
    });
    const period = Duration.minutes(1);
    new RunbookAlarm(this, 'Alarm', {
      heading: 'Dead letters',
      subject: name,
      says: 'gave up on a message',
      // A function may take a dead letter away before it is ever counted as visible, so those received count too.
      metric: new MathExpression({
        expression: 'visible + received',
        usingMetrics: {
          visible: this.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
          received: this.metricNumberOfMessagesReceived({ statistic: 'Sum' }),
        },
        period,
        label: 'dead letters',
      }),
      threshold: 0,
    });
  }
}

const visibilityFor = (timeout: Duration): Duration =>
  Duration.seconds(timeout.toSeconds() * VISIBILITY_FACTOR);
