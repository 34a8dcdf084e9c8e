import { type SweepScansDeps, sweepScans } from './sweep-scans.ts';

export const createHandler = (deps: SweepScansDeps) => () => sweepScans(deps);
