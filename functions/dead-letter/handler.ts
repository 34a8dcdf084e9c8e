import { tenantFrom } from '../../shared/domain/tenant.ts';
import { queueHandler } from '../../shared/runtime/queue.ts';
import { type DeadLetterDeps, deadLetter } from './dead-letter.ts';

export const createHandler = (deps: DeadLetterDeps) =>
  queueHandler({ log: deps.log }, ofTenant, async ({ body }) => ({ end: await deadLetter(deps, body) }));

/** Dead letters of two queues; what they have in common is whose they are. */
const ofTenant = (body: unknown) => ({
  ...(body as Readonly<Record<string, unknown>>),
  tenant: tenantFrom((body as { tenant?: unknown } | null)?.tenant),
  body,
});
