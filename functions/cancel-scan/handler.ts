import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type CancelScanDeps, cancelScan } from './cancel-scan.ts';

export const createHandler = (deps: ApiDeps & CancelScanDeps) =>
  apiHandler(deps, [
    endpoint(routes.cancelScan, async ({ caller, pathParameter }) => ({
      status: 202,
      body: await cancelScan(deps, caller, pathParameter('scanId')),
    })),
  ]);
