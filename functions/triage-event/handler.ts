import { routes } from '../../shared/api/routes.ts';
import { type ApiDeps, apiHandler, endpoint } from '../../shared/runtime/api.ts';
import { type RevealEventDeps, revealEvent } from './reveal-event.ts';
import { type TriageEventDeps, triageEvent } from './triage-event.ts';

export const createHandler = (deps: ApiDeps & TriageEventDeps & RevealEventDeps) =>
  apiHandler(deps, [
    endpoint(routes.triageEvent, async ({ caller, pathParameter, body }) => ({
      status: 200,
      body: await triageEvent(deps, caller, pathParameter('eventId'), body),
    })),

    endpoint(routes.revealEvent, async ({ caller, pathParameter }) => ({
      status: 200,
      body: await revealEvent(deps, caller, pathParameter('eventId')),
    })),
  ]);
