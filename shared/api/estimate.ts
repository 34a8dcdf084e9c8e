import * as z from 'zod/mini';
import { count } from './fields.ts';

export const estimateAnswer = z.object({
  days: count.check(z.describe('Calendar days (UTC) that the first scan would read')),
  sampledDays: count.check(z.describe('Days that were looked at; the others are taken to be like them')),
  calls: z
    .object({
      directory: count,
      activities: count,
      chats: count,
      files: count,
      transcripts: count,
      made: count.check(z.describe('Generated files and artifacts')),
      projects: count.check(z.describe('Documents, descriptions and instructions')),
      sessions: count,
    })
    .check(z.describe('Calls of the Compliance API by what they are for')),
  totalCalls: count,
  minutes: count.check(
    z.describe('At the share asked for of 600 calls a minute, the documented limit, rounded up'),
  ),
});
export type EstimateAnswer = z.infer<typeof estimateAnswer>;
