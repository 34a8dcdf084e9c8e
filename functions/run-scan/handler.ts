import { parseScanStep } from '../../shared/messages.ts';
import { queueHandler } from '../../shared/runtime/queue.ts';
import { runScan } from './run-scan.ts';
import type { RunScanDeps } from './scan-work.ts';

export const createHandler = (deps: RunScanDeps) =>
  queueHandler({ log: deps.log, concurrency: 1 }, parseScanStep, async (step) => {
    const outcome = await runScan(deps, step);
    return { tenant: step.tenant, scanId: step.scanId, step: step.step, outcome };
  });
