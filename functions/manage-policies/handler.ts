import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type ManagePoliciesDeps, readPolicy, savePolicy } from './manage-policies.ts';

export const createHandler = (deps: ApiDeps & ManagePoliciesDeps) =>
  apiHandler(deps, [
    endpoint(routes.getPolicies, async ({ caller }) => ({
      status: 200,
      body: await readPolicy(deps, caller.tenant),
    })),

    endpoint(routes.setPolicies, async ({ caller, body }) => ({
      status: 200,
      body: await savePolicy(deps, caller, body),
    })),
  ]);
