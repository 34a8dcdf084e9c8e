import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type ConfigureIntegrationDeps, configureIntegration } from './configure-integration.ts';

export const createHandler = (deps: ApiDeps & ConfigureIntegrationDeps) =>
  apiHandler(deps, [
    endpoint(routes.configureIntegration, async ({ caller, body, signal }) => ({
      status: 201,
      body: await configureIntegration(deps, caller, body, signal),
    })),
  ]);
