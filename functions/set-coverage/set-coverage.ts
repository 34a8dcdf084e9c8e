import { cardOf, type IntegrationCard } from '../../shared/api/integration.ts';
import type { ScanBudget } from '../../shared/domain/budget.ts';
import type { Coverage } from '../../shared/domain/integration.ts';
import { AppError } from '../../shared/errors.ts';
import type { AuditEntry } from '../../shared/ports/audit-log.ts';
import type { IntegrationChanges, IntegrationStore } from '../../shared/ports/integration-store.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface SetCoverageDeps extends AuditDeps {
  readonly integrations: IntegrationStore;
}

type Actor = Pick<Caller, 'tenant' | 'actor'>;

/**
 * Sets what scans inspect, from the next scan on.
 * @throws AppError NOT_CONFIGURED, INTEGRATION_CHANGED.
 */
export const setCoverage = (
  deps: SetCoverageDeps,
  caller: Actor,
  coverage: Coverage,
): Promise<IntegrationCard> => change(deps, caller, 'set-coverage', { coverage }, { ...coverage });

/**
 * Sets what each scan may spend, for one under way too.
 * @throws AppError NOT_CONFIGURED, INTEGRATION_CHANGED.
 */
export const setBudget = (
  deps: SetCoverageDeps,
  caller: Actor,
  budget: ScanBudget,
): Promise<IntegrationCard> => change(deps, caller, 'set-budget', { budget }, { ...budget });

const change = (
  deps: SetCoverageDeps,
  caller: Actor,
  action: string,
  changes: IntegrationChanges,
  details: AuditEntry['details'],
): Promise<IntegrationCard> =>
  audited(
    deps,
    caller,
    action,
    async () => {
      const before = await deps.integrations.find(caller.tenant);
      if (!before || before.status === 'not_configured') {
        throw new AppError('not-found', 'NOT_CONFIGURED', 'There is no integration to change.');
      }
      const outcome = await deps.integrations.update(before.tenant, before.generation, changes);
      if (outcome === 'changed') {
        throw new AppError(
          'conflict',
          'INTEGRATION_CHANGED',
          'The integration has changed meanwhile; try again.',
        );
      }
      return cardOf({ ...before, ...changes }, deps.clock.now());
    },
    () => details,
  );
