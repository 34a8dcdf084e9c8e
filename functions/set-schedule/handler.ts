import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type SetScheduleDeps, setSchedule } from './set-schedule.ts';

export const createHandler = (deps: ApiDeps & SetScheduleDeps) =>
  apiHandler(deps, [
    endpoint(routes.setSchedule, async ({ caller, body }) => ({
      status: 200,
      body: await setSchedule(deps, caller, body.frequency),
    })),
  ]);
