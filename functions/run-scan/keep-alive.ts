import { maxCounts } from '../../shared/domain/scan.ts';
import type { ScanWork } from './scan-work.ts';

const HEARTBEAT_MS = 4_000;

/**
 * Says every few seconds that the work goes on, and ends it (through `stop`) as soon as the scan was cancelled, its
 * integration deleted, or its step taken on by another message.
 *
 * @returns ends the heartbeat
 */
export function keepAlive(
  current: () => ScanWork,
  stop: (reason: 'superseded') => void,
): () => Promise<void> {
  const ended = new AbortController();
  const isSuperseded = async (): Promise<boolean> => {
    const { deps, scan, counts } = current();
    const at = new Date(deps.clock.now()).toISOString();
    const live = maxCounts(scan.liveCounts, counts);
    return (await deps.scans.heartbeat(scan, scan.step, at, live)) === 'stale';
  };
  const beat = async () => {
    while (!ended.signal.aborted) {
      try {
        await current().deps.clock.sleep(HEARTBEAT_MS, ended.signal);
      } catch {
        return;
      }
      try {
        if (await isSuperseded()) return stop('superseded');
      } catch (error) {
        // The next one may arrive: without any, a deletion would not be seen until the next write.
        const { deps, scan } = current();
        deps.log.warn('HEARTBEAT_FAILED', {
          tenant: scan.tenant,
          scanId: scan.scanId,
          error: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
  };
  const done = beat();
  return async () => {
    ended.abort();
    await done;
  };
}
