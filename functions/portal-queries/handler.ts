import { agentOf, agentQueryOf } from '../../shared/api/agent.ts';
import { auditOf } from '../../shared/api/audit.ts';
import { eventOf, eventQueryOf } from '../../shared/api/event.ts';
import { routes } from '../../shared/api/routes.ts';
import { scanOf } from '../../shared/api/scan.ts';
import type { AuditLog } from '../../shared/ports/audit-log.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { answerPage, type PageDeps } from '../../shared/runtime/pages.ts';
import { type DetailDeps, readAgent, readCard, readEvent, readScan } from './details.ts';
import { type OverviewDeps, readOverview } from './overview.ts';

export type PortalQueriesDeps = DetailDeps & OverviewDeps & PageDeps & { readonly audit: AuditLog };

/** Everything that the portal reads. */
export const createHandler = (deps: ApiDeps & PortalQueriesDeps) =>
  apiHandler(deps, [...details(deps), ...lists(deps)]);

const details = (deps: PortalQueriesDeps) => [
  endpoint(routes.getIntegration, async ({ caller }) => ok(await readCard(deps, caller.tenant))),

  endpoint(routes.getScan, async ({ caller, pathParameter }) =>
    ok(await readScan(deps, caller.tenant, pathParameter('scanId'))),
  ),

  endpoint(routes.getAgent, async ({ caller, pathParameter }) =>
    ok(await readAgent(deps, caller.tenant, pathParameter('agentId'))),
  ),

  endpoint(routes.getEvent, async ({ caller, pathParameter }) =>
    ok(await readEvent(deps, caller.tenant, pathParameter('eventId'))),
  ),

  endpoint(routes.getOverview, async ({ caller, query }) =>
    ok(await readOverview(deps, caller.tenant, query.period)),
  ),
];

const lists = (deps: PortalQueriesDeps) => [
  endpoint(routes.listScans, async ({ caller: { tenant }, query }) =>
    ok(
      await answerPage(
        deps,
        { tenant, list: 'listScans', query },
        (page) => deps.scans.list(tenant, page),
        (scan) => scanOf(scan, deps.clock.now()),
      ),
    ),
  ),

  endpoint(routes.listAgents, async ({ caller: { tenant }, query }) =>
    ok(
      await answerPage(
        deps,
        { tenant, list: 'listAgents', query },
        (page) => deps.agents.list(tenant, agentQueryOf(query), page),
        agentOf,
      ),
    ),
  ),

  endpoint(routes.listEvents, async ({ caller: { tenant }, query }) =>
    ok(
      await answerPage(
        deps,
        { tenant, list: 'listEvents', query },
        (page) => deps.events.list(tenant, eventQueryOf(query), page),
        eventOf,
      ),
    ),
  ),

  endpoint(routes.listAudit, async ({ caller: { tenant }, query }) =>
    ok(
      await answerPage(
        deps,
        { tenant, list: 'listAudit', query },
        (page) => deps.audit.list(tenant, page),
        auditOf,
      ),
    ),
  ),
];

const ok = (body: unknown) => ({ status: 200, body });
