import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type DeleteIntegrationDeps, deleteIntegration } from './delete-integration.ts';

export const createHandler = (deps: ApiDeps & DeleteIntegrationDeps) =>
  apiHandler(deps, [
    endpoint(routes.deleteIntegration, async ({ caller, query }) => {
      await deleteIntegration(deps, caller, query.purge === 'true');
      return { status: 204 };
    }),
  ]);
