import * as z from 'zod/mini';
import { NOTICES } from '../domain/notice.ts';
import type { NoticeSettings } from '../ports/notices.ts';
import { time } from './fields.ts';

const MAX_TOPICS = 5;

const targets = z
  .array(
    z.strictObject({
      topicArn: z
        .string()
        .check(z.minLength(1), z.maxLength(400), z.describe('An SNS topic called `claude-notices-<tenant>`')),
      notices: z.array(z.enum(NOTICES)).check(z.minLength(1), z.maxLength(NOTICES.length)),
    }),
  )
  .check(z.maxLength(MAX_TOPICS));

export const noticesBody = z.strictObject({ targets });

export const noticesAnswer = z.object({
  targets,
  /** What a topic has to be called. */
  topicName: z.string(),
  savedAt: z.nullable(time),
  savedBy: z.nullable(z.string()),
});
export type NoticesAnswer = z.infer<typeof noticesAnswer>;

export const noticesOf = (settings: NoticeSettings | undefined, topicName: string): NoticesAnswer => ({
  targets: (settings?.targets ?? []).map(({ topicArn, notices }) => ({ topicArn, notices: [...notices] })),
  topicName,
  savedAt: settings?.savedAt ?? null,
  savedBy: settings?.savedBy ?? null,
});
