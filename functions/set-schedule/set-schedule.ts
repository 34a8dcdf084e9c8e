import { cardOf, type IntegrationCard } from '../../shared/api/integration.ts';
import { type Frequency, type Integration, PERIOD_HOURS } from '../../shared/domain/integration.ts';
import { AppError } from '../../shared/errors.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import type { ScanSchedule } from '../../shared/ports/scan-schedule.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface SetScheduleDeps extends AuditDeps {
  readonly integrations: IntegrationStore;
  readonly schedule: ScanSchedule;
}

/**
 * Sets how often scans start by themselves; the first one is due a period from now. The same frequency again moves
 * no due time.
 * @throws AppError NOT_CONFIGURED, INVALID_API_KEY, INTEGRATION_CHANGED.
 */
export const setSchedule = (
  deps: SetScheduleDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  frequency: Frequency,
): Promise<IntegrationCard> =>
  audited(
    deps,
    caller,
    'set-schedule',
    async () => {
      const before = await deps.integrations.find(caller.tenant);
      if (!before || before.status === 'not_configured') throw notConfigured();
      if (before.status === 'invalid_api_key' && frequency !== 'off') throw invalidKey();
      const now = deps.clock.now();
      const after = { ...before, frequency, scheduledFrom: firstDue(before, frequency, now) };
      const { tenant, generation, scheduledFrom } = after;
      if ((await deps.integrations.update(tenant, generation, { frequency, scheduledFrom })) === 'changed') {
        throw changed();
      }
      await deps.schedule.set(tenant, generation, frequency, scheduledFrom);
      await undoIfDeleted(deps, after);
      return cardOf(after, now);
    },
    () => ({ frequency }),
  );

function firstDue(before: Integration, frequency: Frequency, now: number): string | null {
  if (frequency === 'off') return null;
  if (frequency === before.frequency && before.scheduledFrom) return before.scheduledFrom;
  return new Date(now + PERIOD_HOURS[frequency] * 3_600_000).toISOString();
}

/** A deletion in between has looked for a schedule before this one was there. */
async function undoIfDeleted(deps: SetScheduleDeps, { tenant, generation }: Integration): Promise<void> {
  const current = await deps.integrations.find(tenant);
  if (current?.generation === generation) return;
  if (current?.status === 'not_configured') await deps.schedule.set(tenant, generation, 'off', null);
  throw changed();
}

const notConfigured = () =>
  new AppError('not-found', 'NOT_CONFIGURED', 'There is no integration to schedule.');

const invalidKey = () =>
  new AppError('conflict', 'INVALID_API_KEY', 'The API key is invalid: delete it and configure another one.');

const changed = () =>
  new AppError('conflict', 'INTEGRATION_CHANGED', 'The integration has changed meanwhile; try again.');
