import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type ConfigureIntegrationDeps, configureIntegration } from './configure-integration.ts';
import { type EstimateScanDeps, estimateScan } from './estimate-scan.ts';

export const createHandler = (deps: ApiDeps & ConfigureIntegrationDeps & EstimateScanDeps) =>
  apiHandler(deps, [
    endpoint(routes.configureIntegration, async ({ caller, body, signal }) => ({
      status: 201,
      body: await configureIntegration(deps, caller, body, signal),
    })),

    endpoint(routes.estimateScan, async ({ caller, body, signal }) => ({
      status: 200,
      body: await estimateScan(deps, caller, body, signal),
    })),
  ]);
