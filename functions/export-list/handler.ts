import { agentOf, agentQueryOf } from '../../shared/api/agent.ts';
import { eventOf, eventQueryOf } from '../../shared/api/event.ts';
import { routes } from '../../shared/api/routes.ts';
import type { AgentStore } from '../../shared/ports/agent-store.ts';
import type { EventStore } from '../../shared/ports/event-store.ts';
import type { PageRequest } from '../../shared/ports/page.ts';
import type { ScanStore } from '../../shared/ports/scan-store.ts';
import type { ApiAnswer } from '../../shared/runtime/answer.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { agentColumns, eventColumns } from './columns.ts';
import { type Exported, type ExportListDeps, exportList } from './export-list.ts';
import { EVENT_FORMATS, FORMATS, formatFrom } from './format.ts';
import { exportLines, ocsfLines } from './lines.ts';

export type ExportDeps = ApiDeps &
  ExportListDeps & {
    readonly agents: Pick<AgentStore, 'list'>;
    readonly events: Pick<EventStore, 'list'>;
    readonly scans: Pick<ScanStore, 'list'>;
  };

export const createHandler = (deps: ExportDeps) =>
  apiHandler(deps, [
    endpoint(routes.exportAgents, async ({ caller, query, header }) => {
      const format = formatFrom(header('accept'), FORMATS);
      const asked = agentQueryOf(query);
      const lines = exportLines(
        (page) => deps.agents.list(caller.tenant, asked, page),
        agentOf,
        agentColumns,
        format,
      );
      return answerOf(await exportList(deps, caller, { list: 'agents', format, lines }));
    }),

    endpoint(routes.exportEvents, async ({ caller, query, header }) => {
      const format = formatFrom(header('accept'), EVENT_FORMATS);
      const asked = eventQueryOf(query);
      const list = (page: PageRequest) => deps.events.list(caller.tenant, asked, page);
      const lines =
        format === 'application/vnd.ocsf+x-ndjson'
          ? ocsfLines(list, (page) => deps.scans.list(caller.tenant, page), asked)
          : exportLines(list, eventOf, eventColumns, format);
      return answerOf(await exportList(deps, caller, { list: 'events', format, lines }));
    }),
  ]);

const answerOf = (exported: Exported): ApiAnswer =>
  exported.outcome === 'inline' ? { status: 200, file: exported } : { status: 202, body: exported.link };
