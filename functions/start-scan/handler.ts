import { type StartScheduledDeps, startScheduledScan } from './start-scan.ts';

/** EventBridge Scheduler invokes it asynchronously and tries again when it throws. */
export const createHandler = (deps: StartScheduledDeps) => (event: unknown) =>
  startScheduledScan(deps, event);
