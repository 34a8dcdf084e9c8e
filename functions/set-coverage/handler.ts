import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type SetCoverageDeps, setBudget, setCoverage } from './set-coverage.ts';

export const createHandler = (deps: ApiDeps & SetCoverageDeps) =>
  apiHandler(deps, [
    endpoint(routes.setCoverage, async ({ caller, body }) => ({
      status: 200,
      body: await setCoverage(deps, caller, body),
    })),

    endpoint(routes.setBudget, async ({ caller, body }) => ({
      status: 200,
      body: await setBudget(deps, caller, body),
    })),
  ]);
