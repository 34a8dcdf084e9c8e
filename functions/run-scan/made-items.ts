import { batches } from '../../shared/concurrency.ts';
import { CHUNK_SIZE, type Item, needsInspection } from '../../shared/domain/item.ts';
import { madeChunkId } from './chunk-ids.ts';
import type { Reference } from './read-transcript.ts';
import type { ScanWork } from './scan-work.ts';

/** What a transcript names, as items of the same owner. */
export const madeItems = (transcript: Item, references: readonly Reference[]): Item[] =>
  references.map((reference) => ({ ...ownership(transcript), ...identity(reference) }));

function identity(reference: Reference): Pick<Item, 'id' | 'kind' | 'at'> {
  if (reference.type === 'artifact')
    return { id: reference.artifact.versionId, kind: 'artifact', at: reference.at };
  const { id, createdAt } = reference.file;
  const at = createdAt === null ? reference.at : new Date(createdAt).toISOString();
  return { id, kind: reference.type === 'generated' ? 'file_generated' : 'file_upload', at };
}

const ownership = ({ userId, email, interface: client, chatId, chatUrl, projectId }: Item) => ({
  userId,
  email,
  interface: client,
  chatId,
  projectId,
  ...(chatUrl ? { chatUrl } : {}),
});

/**
 * Lists what the transcripts of one chunk name and this scan has not listed, nor an earlier one inspected. The chunks are
 * named after that of the transcripts, so that an interrupted attempt is replaced and not added to.
 */
export async function listMadeItems(
  work: ScanWork,
  transcripts: string,
  found: readonly Item[],
): Promise<void> {
  const { deps, scan, counts } = work;
  const from = madeChunkId(transcripts);
  const listed = await listedBefore(work, from);
  const items = new Map<string, Item>();
  for (const item of scan.coverage.files ? found : []) {
    if (listed.has(item.id)) continue;
    const other = items.get(item.id);
    if (!other || rank(item) < rank(other)) items.set(item.id, item);
  }
  const known = await deps.events.known(scan.tenant, [...items.keys()]);
  const fresh = [...items.values()]
    .filter((item) => needsInspection(item, known.get(item.id), scan.policyVersion))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const chunks = batches(fresh, CHUNK_SIZE).map((chunk, index) => ({
    chunkId: madeChunkId(transcripts, index),
    items: chunk,
  }));
  // Where it is stale, so is the checkpoint that follows.
  await deps.scans.putChunks(scan, from, chunks);
  for (const { id } of fresh) listed.add(id);
  counts.listed += fresh.length;
  counts.made += fresh.length;
  counts.alreadyInspected += items.size - fresh.length;
}

const rank = ({ at, id, chatId }: Item): string => [at, id, chatId].join('\u0000');

/**
 * The ids of all items in chunks before this one. Read once for a lane message: whoever lists more adds to it. What an
 * interrupted attempt at this very chunk has left is not in it.
 */
export async function listedBefore(work: ScanWork, chunkId: string): Promise<Set<string>> {
  const { deps, scan, memory } = work;
  if (memory.listed) return memory.listed;
  const listed = new Set<string>();
  for await (const chunk of deps.scans.chunks(scan)) {
    if (chunk.chunkId < chunkId) for (const { id } of chunk.items) listed.add(id);
  }
  memory.listed = listed;
  return listed;
}
