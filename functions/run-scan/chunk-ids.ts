import type { Day } from '../../shared/domain/day.ts';
import type { Chunk } from '../../shared/domain/item.ts';
import type { ScanWork } from './scan-work.ts';

/**
 * Where the items of a chunk were discovered. A chunk's id begins with it (those of activities with a day), so that in
 * order of id chunks are in the order of the phases: what a phase writes anew never lies before what others wrote.
 */
export type ChunkFamily = 'activities' | 'chats' | 'made' | 'projects' | 'sessions';

export const activityChunkId = (firstDay: Day, index: number): string => `${firstDay}.${padded(index, 4)}`;

/** @param page number of the page in the list of chats; without `index`, where the page's chunks begin */
export const chatChunkId = (page: number, index?: number): string =>
  `chats.${padded(page, 6)}.${index === undefined ? '' : padded(index, 3)}`;

/** Chunks of what the transcripts of one chunk name; without `index`, where they begin. */
export const madeChunkId = (transcripts: string, index?: number): string =>
  `made.${transcripts}.${index === undefined ? '' : padded(index, 3)}`;

/** Without `index`, where chunks of projects begin. */
export const projectChunkId = (index?: number): string =>
  `projects.${index === undefined ? '' : padded(index, 4)}`;

/** Without `index`, where the list's chunks begin. */
export const sessionChunkId = (list: 'local_sessions' | 'remote_sessions', index?: number): string =>
  `sessions.${list}.${index === undefined ? '' : padded(index, 6)}`;

const isOf = (family: ChunkFamily, chunkId: string): boolean =>
  family === 'activities' ? /^\d/.test(chunkId) : chunkId.startsWith(`${family}.`);

/** The family's first chunk after this one, null for its first; undefined behind its last. */
export async function nextChunkOf(
  { deps, scan }: ScanWork,
  family: ChunkFamily,
  after: string | null,
): Promise<Chunk | undefined> {
  const chunk = await deps.scans.nextChunk(scan, after ?? (family === 'activities' ? null : family));
  return chunk && isOf(family, chunk.chunkId) ? chunk : undefined;
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
