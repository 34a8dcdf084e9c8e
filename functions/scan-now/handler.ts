import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type ScanNowDeps, scanNow } from './scan-now.ts';

export const createHandler = (deps: ApiDeps & ScanNowDeps) =>
  apiHandler(deps, [
    endpoint(routes.scanNow, async ({ caller }) => {
      const body = await scanNow(deps, caller);
      return { status: 202, body, ids: { scanId: body.scanId } };
    }),
  ]);
