import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type InspectionTask, parseInspectionTask } from '../../shared/messages.ts';
import { type InspectContentDeps, inspectContent } from './inspect-content.ts';

/** A whole batch at once, since its items settle together; answers with the messages to deliver again. */
export const createHandler =
  (deps: InspectContentDeps) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messageIds = new Map<InspectionTask, string>();
    for (const { messageId, body } of Records) {
      const task = readTask(body);
      if (task) messageIds.set(task, messageId);
      else deps.log.warn('MESSAGE_DROPPED', { messageId, error: 'BAD_MESSAGE' });
    }
    const failed = await inspectContent(deps, [...messageIds.keys()]);
    return {
      batchItemFailures: failed.map((task) => ({ itemIdentifier: messageIds.get(task) ?? '' })),
    };
  };

/** Undefined for what is no inspection task: it would never become one. */
function readTask(body: string): InspectionTask | undefined {
  try {
    return parseInspectionTask(JSON.parse(body));
  } catch {
    return undefined;
  }
}
