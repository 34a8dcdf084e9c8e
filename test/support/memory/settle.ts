import { findingShifts, markerOf, tally, toldBytes } from '../../../shared/aws/settling.ts';
import { NO_FINDINGS } from '../../../shared/domain/agent.ts';
import type { Chunk, Outcome } from '../../../shared/domain/item.ts';
import type { Scan, Settled } from '../../../shared/domain/scan.ts';
import type { ItemResult } from '../../../shared/ports/scan-store.ts';
import { type MemoryState, rowKey, write } from './state.ts';

const sum = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]),
  );

const plus = (a: Settled, b: Settled): Settled => ({
  clean: a.clean + b.clean,
  flagged: a.flagged + b.flagged,
  skipped: a.skipped + b.skipped,
  failed: a.failed + b.failed,
  findings: a.findings + b.findings,
  skippedReasons: sum(a.skippedReasons, b.skippedReasons),
  failedReasons: sum(a.failedReasons, b.failedReasons),
});

/** The single transaction behind `ScanStore.settle`; nothing in it waits. */
export function settleInMemory(
  state: MemoryState,
  scan: Scan,
  chunk: Chunk,
  results: readonly ItemResult[],
): void {
  const { tenant, scanId } = scan;
  const fresh: ItemResult[] = [];
  const outcomes = new Map<number, Outcome>(chunk.outcomes);
  for (const result of results) {
    if (outcomes.has(result.index)) continue;
    outcomes.set(result.index, result.outcome);
    fresh.push(result);
  }

  write(state, state.chunks, rowKey(tenant, scanId, chunk.chunkId), { ...chunk, outcomes });
  write(state, state.scans, rowKey(tenant, scanId), { ...scan, settled: plus(scan.settled, tally(fresh)) });
  for (const result of fresh) recordItem(state, tenant, result);
}

function recordItem(state: MemoryState, tenant: string, result: ItemResult): void {
  for (const event of result.events) {
    const eventKey = rowKey(tenant, event.eventId);
    const { state: moved, history } = state.events.get(eventKey)?.value ?? event;
    write(state, state.events, eventKey, { ...event, state: moved, history });
    const told = toldBytes(event);
    const pointer = { eventId: event.eventId, userId: event.user.userId };
    if (told) write(state, state.bytes, rowKey(tenant, told), pointer);
  }

  const itemKey = rowKey(tenant, result.item.id);
  const before = state.items.get(itemKey)?.value;
  const after = markerOf(result, before);
  write(state, state.items, itemKey, after);

  for (const { userId, interface: client, risk, by } of findingShifts([{ before, after }])) {
    const agentKey = rowKey(tenant, userId, client);
    const row = state.agents.get(agentKey)?.value ?? { agent: null, findings: NO_FINDINGS };
    write(state, state.agents, agentKey, {
      ...row,
      findings: { ...row.findings, [risk]: row.findings[risk] + by },
    });
  }
}
