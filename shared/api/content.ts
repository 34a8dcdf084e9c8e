import * as z from 'zod/mini';
import { CONTENT_KINDS } from '../domain/content.ts';
import { count, time } from './fields.ts';

const fields = {
  kind: z.enum(CONTENT_KINDS),
  status: z.enum(['covered', 'off', 'not_available']),
  reason: z.nullable(z.string()),
  lastCompleteRead: z.nullable(time),
};

/** A row of the coverage statement. */
export const contentCoverage = z.object(fields);

/** A row of it in a scan's record, with the items of the kind. */
export const contentRecord = z.object({
  ...fields,
  listed: count,
  clean: count,
  flagged: count,
  skipped: count,
  failed: count,
});
