import { purgeOf, retentionOf } from '../../shared/api/privacy.ts';
import { routes } from '../../shared/api/routes.ts';
import { personHash } from '../../shared/privacy/person-hash.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { answerPage, type PageDeps } from '../../shared/runtime/pages.ts';
import { type ManagePrivacyDeps, readPurge, setRetention, startPurge } from './manage-privacy.ts';

export const createHandler = (deps: ApiDeps & ManagePrivacyDeps & PageDeps) =>
  apiHandler(deps, [
    endpoint(routes.getRetention, async ({ caller }) => ({
      status: 200,
      body: retentionOf(await deps.privacy.retention(caller.tenant)),
    })),

    endpoint(routes.setRetention, async ({ caller, body }) => ({
      status: 200,
      body: await setRetention(deps, caller, body),
    })),

    endpoint(routes.purgePerson, async ({ caller, body }) => ({
      status: 202,
      body: await startPurge(deps, caller, body),
    })),

    endpoint(routes.listPurges, async ({ caller: { tenant }, query }) => {
      const { userId } = query;
      const person = userId ? personHash(await deps.inspectionSecret(), tenant, userId) : null;
      const list = { tenant, list: 'listPurges', query };
      return {
        status: 200,
        body: await answerPage(deps, list, (page) => deps.privacy.list(tenant, person, page), purgeOf),
      };
    }),

    endpoint(routes.getPurge, async ({ caller, pathParameter }) => ({
      status: 200,
      body: await readPurge(deps, caller, pathParameter('purgeId')),
    })),
  ]);
