import * as z from 'zod/mini';
import { PURGED_KINDS } from './domain/purge.ts';
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
  /** Of the staged object, hex, where it is known: the same bytes are inspected once. */
  sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export type InspectionTask = z.infer<typeof inspectionTask>;

const removed = z._default(z.partialRecord(z.enum(PURGED_KINDS), z.int()), {});

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
  /** The certificate of a purge of everything. */
  purgeId: z.optional(z.string()),
  /** What earlier messages of the same purge removed, where one was not enough. */
  removed,
});
export type PurgeTask = z.infer<typeof purgeTask>;

/** Where the next part of a job on a tenant's rows begins. */
const position = z.nullable(z.record(z.string(), z.union([z.string(), z.int()])));

/** Purge queue: remove a person. Who it is stands with the purge, not here. */
const personTask = z.strictObject({
  v: z.literal(1),
  tenant: z.string(),
  scope: z.literal('person'),
  purgeId: z.string(),
  after: position,
  removed,
});
export type PersonTask = z.infer<typeof personTask>;

/** Purge queue: make what is there expire as the retention says that is in force by then. */
const retentionTask = z.strictObject({
  v: z.literal(1),
  tenant: z.string(),
  scope: z.literal('retention'),
  after: position,
});
export type RetentionTask = z.infer<typeof retentionTask>;

const purgeQueueTask = z.union([purgeTask, personTask, retentionTask]);
export type PurgeQueueTask = z.infer<typeof purgeQueueTask>;

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
const parseTask = parser(inspectionTask, 'inspection task');

/** A task names content of its own tenant, whatever else it says. */
export function parseInspectionTask(body: unknown): InspectionTask {
  const task = parseTask(body);
  if (task.stagedKey.startsWith(`staging/${task.tenant}/`)) return task;
  throw new AppError('invalid', 'BAD_MESSAGE', 'The staged copy is not one of the tenant.');
}

export const parsePurgeQueueTask = parser(purgeQueueTask, 'purge task');
export const parseScheduledStart = parser(scheduledStart, 'scheduled start');
