import type { Deliver, Target } from '../aws/services/delivery.ts';
import { queueNameOf } from '../aws/sqs/queue.ts';
import type { SqsServer } from '../aws/sqs/server.ts';
import type { AsynchronousInvocations } from './asynchronous.ts';
import type { Functions } from './functions.ts';

/** Keeps what is sent before there is somebody to take it: a schedule may be overdue when its server starts. */
export function lateDelivery(): { deliver: Deliver; connect(deliver: Deliver): void } {
  const early: [Target, unknown][] = [];
  let connected: Deliver | undefined;
  return {
    deliver(target, event) {
      if (connected) connected(target, event);
      else early.push([target, event]);
    },
    connect(deliver) {
      connected = deliver;
      for (const [target, event] of early.splice(0)) deliver(target, event);
    },
  };
}

/** Sends to queues at once and to functions asynchronously. Without its target an event is logged and lost. */
export function sender(
  sqs: SqsServer,
  functions: Functions,
  asynchronous: AsynchronousInvocations,
  log: (line: string) => void,
): Deliver {
  const send = ({ arn, messageGroupId }: Target, event: unknown): void => {
    if (!arn.includes(':sqs:')) {
      asynchronous.send(functions.get(arn), event);
      return;
    }
    const MessageGroupId = messageGroupId === undefined ? {} : { MessageGroupId: messageGroupId };
    const queue = sqs.engine.queues.get(queueNameOf(arn));
    sqs.engine.send(queue, { MessageBody: JSON.stringify(event), ...MessageGroupId });
  };
  return (target, event) => {
    try {
      send(target, event);
    } catch (error) {
      log(`An event for ${target.arn} is lost: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}
