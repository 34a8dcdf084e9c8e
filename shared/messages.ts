import * as z from 'zod/mini';
import { AppError } from './errors.ts';

// Queue messages hold ids only, never names, content or keys. Producer and consumer import the same type and parser.

/** Scan lane (FIFO, group = tenant): perform this step of this scan. */
const scanStep = z.strictObject({
  v: z.literal(1),
  tenant: z.string(),
  scanId: z.string(),
  generation: z.int(),
  step: z.int(),
});
export type ScanStep = z.infer<typeof scanStep>;

/** Inspection queue (fair by tenant): inspect this staged item. */
const inspectionTask = z.strictObject({
  v: z.literal(1),
  tenant: z.string(),
  scanId: z.string(),
  generation: z.int(),
  chunkId: z.string(),
  /** Position in the chunk. */
  index: z.int().check(z.minimum(0)),
  /** Key of the staged object. */
  stagedKey: z.string(),
});
export type InspectionTask = z.infer<typeof inspectionTask>;

/** Purge queue: remove staged content, or everything, of a tenant. */
const purgeTask = z.strictObject({
  v: z.literal(1),
  tenant: z.string(),
  /** Integration generation that was deleted: rows written by a newer one stay. */
  generation: z.int(),
  scope: z.enum(['staging', 'everything']),
  requestedBy: z.string(),
  /** When this request deleted the integration, ISO; absent where that was done before. */
  deletedAt: z.optional(z.string()),
  /** Rows that earlier messages of the same purge removed, where one was not enough. */
  removed: z._default(z.int(), 0),
});
export type PurgeTask = z.infer<typeof purgeTask>;

/** What a schedule sends to start-scan. */
const scheduledStart = z.strictObject({
  tenant: z.string(),
  generation: z.int(),
  /** The schedule's own time for this run, ISO; a repeated delivery carries the same. */
  scheduledAt: z.string(),
});
export type ScheduledStart = z.infer<typeof scheduledStart>;

const parser =
  <T>(schema: z.ZodMiniType<T>, name: string) =>
  (body: unknown): T => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new AppError('invalid', 'BAD_MESSAGE', `Not a ${name}.`);
  };

export const parseScanStep = parser(scanStep, 'scan step');
export const parseInspectionTask = parser(inspectionTask, 'inspection task');
export const parsePurgeTask = parser(purgeTask, 'purge task');
export const parseScheduledStart = parser(scheduledStart, 'scheduled start');
