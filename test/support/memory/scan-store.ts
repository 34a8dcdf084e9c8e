import { RETENTION_DAYS } from '../../../shared/aws/retention.ts';
import { CHUNK_SIZE, type Chunk } from '../../../shared/domain/item.ts';
import { isOpen, type Scan } from '../../../shared/domain/scan.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ScanAttempt, ScanRef, ScanStore } from '../../../shared/ports/scan-store.ts';
import { newestFirst } from './paging.ts';
import { settleInMemory } from './settle.ts';
import { isFresh, type MemoryState, rowKey, rowsOf, tenantPrefix, write } from './state.ts';

export function memoryScanStore(state: MemoryState): ScanStore {
  const find = ({ tenant, scanId }: ScanRef) => state.scans.get(rowKey(tenant, scanId))?.value;
  const store = (scan: Scan) => write(state, state.scans, rowKey(scan.tenant, scan.scanId), scan);
  const openAt = (ref: ScanAttempt, step: number | null) => {
    const scan = find(ref);
    const isTheirs = step === null || (scan?.step === step && (ref.attempt ?? scan.attempt) === scan.attempt);
    return scan && isOpen(scan) && isTheirs ? scan : undefined;
  };
  const chunkKey = ({ tenant, scanId }: ScanRef, chunkId: string) => rowKey(tenant, scanId, chunkId);
  const chunksOf = ({ tenant, scanId }: ScanRef): Chunk[] =>
    rowsOf(state.chunks, `${rowKey(tenant, scanId)}#`)
      .filter((row) => isFresh(row, state, RETENTION_DAYS.chunks))
      .map(({ value }) => value);
  const findChunk = (scan: ScanRef, chunkId: string) => {
    const row = state.chunks.get(chunkKey(scan, chunkId));
    return row && isFresh(row, state, RETENTION_DAYS.chunks) ? row.value : undefined;
  };

  return {
    start: async (scan) => {
      const integration = state.integrations.get(rowKey(scan.tenant))?.value;
      if (find(scan)) return { outcome: 'repeated' };
      if (integration?.status !== 'active' || integration.generation !== scan.generation) {
        return { outcome: 'not-active' };
      }
      if (integration.currentScanId) return { outcome: 'already-running', scanId: integration.currentScanId };
      write(state, state.integrations, rowKey(scan.tenant), { ...integration, currentScanId: scan.scanId });
      store(scan);
      return { outcome: 'started' };
    },

    find: async (tenant, scanId) => find({ tenant, scanId }),

    list: async (tenant, page) =>
      newestFirst(
        rowsOf(state.scans, tenantPrefix(tenant)).map(({ value }) => value),
        ({ scanId }) => scanId,
        page,
      ),

    claim: async (ref, step) => {
      const scan = openAt({ tenant: ref.tenant, scanId: ref.scanId }, step);
      if (!scan) return 'stale';
      const claimed = { ...scan, attempt: scan.attempt + 1 };
      store(claimed);
      return claimed;
    },

    checkpoint: async (ref, step, at, progress) => {
      const scan = openAt(ref, step);
      if (!scan) return 'stale';
      const liveCounts = progress.liveCounts ?? progress.counts ?? scan.liveCounts;
      store({ ...scan, ...progress, liveCounts, step: step + 1, heartbeatAt: at });
      return 'moved';
    },

    heartbeat: async (ref, step, at, liveCounts) => {
      const scan = openAt(ref, null);
      if (!scan || (ref.attempt ?? scan.attempt) !== scan.attempt) return 'stale';
      if (scan.step === step) store({ ...scan, heartbeatAt: at, liveCounts });
      return 'alive';
    },

    finish: async (
      ref,
      step,
      { status, endedAt, error, completeness, counts, liveCounts = counts },
      changes = {},
    ) => {
      const scan = openAt(ref, step);
      if (!scan) return 'stale';
      store({
        ...scan,
        status,
        endedAt,
        error,
        completeness,
        ...(counts ? { counts } : {}),
        ...(liveCounts ? { liveCounts } : {}),
      });
      const key = rowKey(ref.tenant);
      const integration = state.integrations.get(key)?.value;
      if (integration?.currentScanId === ref.scanId) {
        write(state, state.integrations, key, {
          ...integration,
          ...changes,
          currentScanId: null,
          lastScan: {
            scanId: ref.scanId,
            status,
            startedAt: scan.startedAt,
            endedAt,
            error: error?.message ?? null,
          },
        });
      }
      return 'finished';
    },

    openSince: async (heartbeatBefore, limit) =>
      [...state.scans.values()]
        .map(({ value }) => value)
        .filter((scan) => !state.cleared.has(rowKey(scan.tenant, scan.scanId)))
        .filter(({ heartbeatAt }) => heartbeatAt < heartbeatBefore)
        .sort((a, b) => (a.heartbeatAt < b.heartbeatAt ? -1 : 1))
        .slice(0, limit)
        .map(({ tenant, scanId }) => ({ tenant, scanId })),

    cleared: async (ref) => {
      const scan = find(ref);
      if (scan && !isOpen(scan)) state.cleared.add(rowKey(ref.tenant, ref.scanId));
    },

    putChunks: async (scan, fromChunkId, chunks) => {
      for (const { chunkId, items } of chunks) {
        if (items.length <= CHUNK_SIZE) continue;
        throw new AppError('invalid', 'CHUNK_TOO_LARGE', `Chunk ${chunkId} holds ${items.length} items.`);
      }
      if (!openAt(scan, scan.step)) return 'stale';
      for (const { chunkId } of chunksOf(scan)) {
        if (chunkId >= fromChunkId) state.chunks.delete(chunkKey(scan, chunkId));
      }
      for (const { chunkId, items } of chunks) {
        const chunk = { scanId: scan.scanId, chunkId, items, staged: new Set<number>(), outcomes: new Map() };
        write(state, state.chunks, chunkKey(scan, chunkId), chunk);
      }
      return 'stored';
    },

    findChunk: async (scan, chunkId) => findChunk(scan, chunkId),

    nextChunk: async (scan, after) => chunksOf(scan).find(({ chunkId }) => after === null || chunkId > after),

    chunks: async function* (scan) {
      yield* chunksOf(scan);
    },

    markStaged: async (scan, chunkId, indexes) => {
      const chunk = findChunk(scan, chunkId);
      if (!chunk) throw new AppError('not-found', 'CHUNK_NOT_FOUND', `Chunk ${chunkId} is gone.`);
      const staged = new Set([...chunk.staged, ...indexes]);
      write(state, state.chunks, chunkKey(scan, chunkId), { ...chunk, staged });
    },

    saveMessageCounts: async (scan, counts) => {
      if (!openAt(scan, scan.step)) return 'stale';
      for (const count of counts) {
        const key = rowKey(scan.tenant, count.transcriptId);
        const before = state.messageCounts.get(key)?.value;
        if (!before || before.version <= count.version) write(state, state.messageCounts, key, count);
      }
      return 'stored';
    },

    settle: async (ref, chunkId, results, at) => {
      const scan = openAt(ref, null);
      if (!scan) return 'over';
      const chunk = findChunk(ref, chunkId);
      if (!chunk) throw new AppError('not-found', 'CHUNK_NOT_FOUND', `Chunk ${chunkId} is gone.`);
      settleInMemory(state, { ...scan, heartbeatAt: at }, chunk, results);
      return 'settled';
    },

    saveRetries: async (tenant, items) => write(state, state.retries, rowKey(tenant), items),
    addRetries: async ({ tenant }, _, items) => {
      const before = state.retries.get(rowKey(tenant))?.value ?? [];
      const added = items.filter(({ id }) => !before.some((item) => item.id === id));
      write(state, state.retries, rowKey(tenant), [...before, ...added]);
    },
    retries: async (tenant) => [...(state.retries.get(rowKey(tenant))?.value ?? [])],
  };
}
