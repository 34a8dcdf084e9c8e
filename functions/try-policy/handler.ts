import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type TryPolicyDeps, tryPolicy } from './try-policy.ts';

export const createHandler = (deps: ApiDeps & TryPolicyDeps) =>
  apiHandler(deps, [
    endpoint(routes.tryPolicy, async ({ caller, body, signal }) => ({
      status: 200,
      body: await tryPolicy(deps, caller.tenant, body, signal),
    })),
  ]);
