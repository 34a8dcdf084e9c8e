import * as z from 'zod/mini';
import type { AuditEntry } from '../ports/audit-log.ts';
import { time } from './fields.ts';
import { listOf } from './page.ts';

const auditEntry = z.object({
  at: time,
  actor: z.string(),
  action: z.string(),
  outcome: z.enum(['done', 'refused']),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const auditList = listOf(auditEntry);

/** What the portal shows of an audit entry. */
export const auditOf = ({ at, actor, action, outcome, details }: AuditEntry): z.infer<typeof auditEntry> => ({
  at,
  actor,
  action,
  outcome,
  details: { ...details },
});
