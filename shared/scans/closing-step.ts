import { everyItemSettled, isOpen } from '../domain/scan.ts';
import type { ScanLane } from '../ports/queues.ts';
import type { ScanRef, ScanStore } from '../ports/scan-store.ts';

/**
 * Sends the closing step once a scan's last item has ended. Call it after settling; called twice it sends once.
 * The same step may have been delivered before, to find that it must wait: so this is another message.
 */
export async function sendClosingStep(
  deps: { scans: ScanStore; lane: ScanLane },
  ref: ScanRef,
): Promise<void> {
  const scan = await deps.scans.find(ref.tenant, ref.scanId);
  if (!scan || !isOpen(scan) || scan.phase !== 'inspection' || !everyItemSettled(scan)) return;
  const { tenant, scanId, generation, step } = scan;
  await deps.lane.send({ v: 1, tenant, scanId, generation, step }, 'settled');
}
