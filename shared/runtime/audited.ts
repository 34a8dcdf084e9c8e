import { AppError } from '../errors.ts';
import type { AuditEntry, AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/telemetry.ts';
import type { Caller } from './caller.ts';
import { errorFacts } from './log.ts';

export interface AuditDeps {
  readonly audit: AuditLog;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

export type AuditDetails = AuditEntry['details'];

/**
 * Does `work` for a caller and records it: done with the details it gives, or refused with the error's code.
 * A record that cannot be written goes to the log instead: what was done is done, and the answer says so.
 */
export async function audited<T>(
  deps: AuditDeps,
  { tenant, actor }: Pick<Caller, 'tenant' | 'actor'>,
  action: string,
  work: () => Promise<T>,
  details: (result: T) => AuditDetails,
): Promise<T> {
  const record = (outcome: AuditEntry['outcome'], facts: AuditDetails) =>
    deps.audit
      .record(tenant, {
        at: new Date(deps.clock.now()).toISOString(),
        actor,
        action,
        outcome,
        details: facts,
      })
      .catch((error: unknown) => {
        deps.log.error('AUDIT_LOST', { tenant, action, outcome, details: facts, ...errorFacts(error) });
      });
  try {
    const result = await work();
    await record('done', details(result));
    return result;
  } catch (error) {
    if (error instanceof AppError) await record('refused', { code: error.code });
    throw error;
  }
}
