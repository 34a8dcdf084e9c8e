import * as z from 'zod/mini';
import { AFTERWARDS, PURGED_KINDS, type Purge } from '../domain/purge.ts';
import { RETENTION_BOUNDS } from '../domain/retention.ts';
import type { RetentionInForce } from '../ports/privacy-store.ts';
import { count, id, time } from './fields.ts';
import { listOf, pageQuery } from './page.ts';

const days = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.int().check(z.minimum(min), z.maximum(max));

const retention = {
  eventDays: days(RETENTION_BOUNDS.eventDays),
  auditDays: z.nullable(days(RETENTION_BOUNDS.auditDays)),
  usageDays: days(RETENTION_BOUNDS.usageDays),
};

export const retentionBody = z.strictObject(retention);

export const retentionAnswer = z.object({
  ...retention,
  savedAt: z.nullable(time),
  savedBy: z.nullable(z.string()),
});

export const retentionOf = (inForce: RetentionInForce): z.infer<typeof retentionAnswer> => ({ ...inForce });

export const purgeBody = z.strictObject({
  userId: id.check(z.describe("The provider's id of the person, as agents and events carry it")),
  afterwards: z._default(
    z
      .enum(AFTERWARDS)
      .check(
        z.describe(
          'What later scans record of the person: `new_activity` only what is newer than this request, `nothing` never anything',
        ),
      ),
    'new_activity',
  ),
});

export const purgeListQuery = z.extend(pageQuery, {
  userId: z.optional(id),
});

export const purgeAnswer = z.object({
  purgeId: z.string(),
  scope: z.enum(['person', 'tenant']),
  person: z.nullable(z.string()).check(z.describe('Keyed hash of the user id, which itself is kept nowhere')),
  afterwards: z.nullable(z.enum(AFTERWARDS)),
  status: z.enum(['running', 'completed']),
  requestedAt: time,
  requestedBy: z.string(),
  completedAt: z.nullable(time),
  removed: z.object(
    Object.fromEntries(PURGED_KINDS.map((kind) => [kind, z.optional(count)])) as Record<
      (typeof PURGED_KINDS)[number],
      z.ZodMiniOptional<typeof count>
    >,
  ),
});
export type PurgeAnswer = z.infer<typeof purgeAnswer>;

export const purgeList = listOf(purgeAnswer);

export const purgeOf = (purge: Purge): PurgeAnswer => ({
  purgeId: purge.purgeId,
  scope: purge.scope,
  person: purge.person,
  afterwards: purge.afterwards,
  status: purge.status,
  requestedAt: purge.requestedAt,
  requestedBy: purge.requestedBy,
  completedAt: purge.completedAt,
  removed: { ...purge.removed },
});
