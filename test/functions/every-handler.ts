import { createHandler as cancelScan } from '../../functions/cancel-scan/handler.ts';
import { createHandler as configureIntegration } from '../../functions/configure-integration/handler.ts';
import { createHandler as deleteIntegration } from '../../functions/delete-integration/handler.ts';
import { createHandler as exportList } from '../../functions/export-list/handler.ts';
import { createHandler as manageNotices } from '../../functions/manage-notices/handler.ts';
import { createHandler as managePolicies } from '../../functions/manage-policies/handler.ts';
import { createHandler as managePrivacy } from '../../functions/manage-privacy/handler.ts';
import { createHandler as portalQueries } from '../../functions/portal-queries/handler.ts';
import { createHandler as scanNow } from '../../functions/scan-now/handler.ts';
import { createHandler as setCoverage } from '../../functions/set-coverage/handler.ts';
import { createHandler as setSchedule } from '../../functions/set-schedule/handler.ts';
import { createHandler as triageEvent } from '../../functions/triage-event/handler.ts';
import { createHandler as tryPolicy } from '../../functions/try-policy/handler.ts';
import type { ApiFunction, OperationId } from '../../shared/api/routes.ts';
import { inspect } from '../../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import type { InspectionPolicy } from '../../shared/inspection/policy.ts';
import { inspectionPolicies } from '../../shared/policies/inspection-policies.ts';
import type { ApiHandler } from '../../shared/runtime/api.ts';
import type { MemoryWorld } from '../support/memory/world.ts';
import { accessKey } from './builders.ts';
import { apiDepsOf, type Sent } from './request.ts';

/** The deployment's secret, as every handler here knows it. */
export const SECRET = 'a-secret';

const NOTHING_CHANGED = { chats: 0, madePerChat: 0, projects: 0, sessions: 0 };

/** The handler of every API function, on the ports of a world. */
export function everyHandler(world: MemoryWorld): Readonly<Record<ApiFunction, ApiHandler>> {
  const deps = {
    ...apiDepsOf(world),
    probe: async () => ({ organizations: [{ uuid: 'org-1', name: 'Halcyon' }] }),
    survey: () => ({
      probe: async () => ({ organizations: [] }),
      sample: async () => [],
      contents: async () => NOTHING_CHANGED,
    }),
    cursorSecret: async () => SECRET,
    inspectionSecret: async () => SECRET,
    policyOf: inspectionPolicies(world.policies, async () => SECRET),
    inspect: (bytes: Uint8Array, policy: InspectionPolicy, signal: AbortSignal) =>
      inspect({ bytes }, policy, DEFAULT_LIMITS, signal),
    exports: { put: async () => Promise.reject(new Error('Nothing is large here.')) },
  };
  return {
    'configure-integration': configureIntegration(deps),
    'delete-integration': deleteIntegration(deps),
    'scan-now': scanNow(deps),
    'cancel-scan': cancelScan(deps),
    'set-schedule': setSchedule(deps),
    'set-coverage': setCoverage(deps),
    'triage-event': triageEvent(deps),
    'manage-policies': managePolicies(deps),
    'try-policy': tryPolicy(deps),
    'manage-privacy': managePrivacy(deps),
    'manage-notices': manageNotices(deps),
    'portal-queries': portalQueries(deps),
    'export-list': exportList(deps),
  };
}

/** A request that each route takes. */
export const GOOD: Partial<Record<OperationId, Sent>> = {
  configureIntegration: { body: { apiKey: accessKey() } },
  estimateScan: { body: { apiKey: accessKey() } },
  setSchedule: { body: { frequency: 'daily' } },
  setCoverage: { body: { files: true, text: true, projects: true, sessions: false } },
  setBudget: { body: { calls: 1_000, minutes: null } },
  triageEvent: { body: { state: 'resolved' } },
  setPolicies: { body: { version: 'default', policy: {} } },
  tryPolicy: { body: { text: 'nothing' } },
  setRetention: { body: { eventDays: 90, auditDays: null, usageDays: 35 } },
  purgePerson: { body: { userId: 'user_1' } },
  setNotices: { body: { targets: [] } },
};
