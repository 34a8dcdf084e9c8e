import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type ManageNoticesDeps, readNotices, saveNotices } from './manage-notices.ts';

export const createHandler = (deps: ApiDeps & ManageNoticesDeps) =>
  apiHandler(deps, [
    endpoint(routes.getNotices, async ({ caller }) => ({
      status: 200,
      body: await readNotices(deps, caller),
    })),

    endpoint(routes.setNotices, async ({ caller, body }) => ({
      status: 200,
      body: await saveNotices(deps, caller, body),
    })),
  ]);
