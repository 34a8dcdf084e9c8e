import { cardOf, type IntegrationCard } from '../../shared/api/integration.ts';
import type { Coverage } from '../../shared/domain/integration.ts';
import { AppError } from '../../shared/errors.ts';
import type { IntegrationStore } from '../../shared/ports.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface SetCoverageDeps extends AuditDeps {
  readonly integrations: IntegrationStore;
}

/**
 * Sets what scans inspect, from the next scan on.
 * @throws AppError NOT_CONFIGURED, INTEGRATION_CHANGED.
 */
export const setCoverage = (
  deps: SetCoverageDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  coverage: Coverage,
): Promise<IntegrationCard> =>
  audited(
    deps,
    caller,
    'set-coverage',
    async () => {
      const before = await deps.integrations.find(caller.tenant);
      if (!before || before.status === 'not_configured') {
        throw new AppError('not-found', 'NOT_CONFIGURED', 'There is no integration to change.');
      }
      const outcome = await deps.integrations.update(before.tenant, before.generation, { coverage });
      if (outcome === 'changed') {
        throw new AppError(
          'conflict',
          'INTEGRATION_CHANGED',
          'The integration has changed meanwhile; try again.',
        );
      }
      return cardOf({ ...before, coverage }, deps.clock.now());
    },
    () => ({ files: coverage.files, text: coverage.text }),
  );
