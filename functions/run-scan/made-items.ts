import { batches } from '../../shared/concurrency.ts';
import { asShown, CHUNK_SIZE, type Item, needsInspection } from '../../shared/domain/item.ts';
import { madeChunkId } from './chunk-ids.ts';
import type { Reference } from './read-transcript.ts';
import { evidenceOf, type ScanWork } from './scan-work.ts';

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

const ownership = ({ userId, email, interface: client, chatId, chatUrl, projectId, unsure }: Item) => ({
  userId,
  email,
  interface: client,
  chatId,
  projectId,
  ...(chatUrl ? { chatUrl } : {}),
  ...(unsure && { unsure }),
});

/** Stands for the chunk of transcripts where earlier scans have listed something: behind all of this scan's. */
const EARLIER = 'earlier';

/**
 * Lists again what transcripts named that an earlier scan has read, and that was not inspected; last, since transcripts that
 * were read once more say better whose it is.
 */
export const listMadeAgain = async (work: ScanWork): Promise<void> =>
  listMadeItems(work, EARLIER, (await work.deps.scans.retries(work.scan.tenant)).filter(isMade));

/** Whether only transcripts name it, or nothing else says yet whose it is. */
export const isMade = ({ kind, transcript, unsure }: Item): boolean =>
  kind === 'artifact' ||
  kind === 'file_generated' ||
  (kind === 'file_upload' && !transcript && unsure === true);

/** Uploads of days that were not read, or will be read by the next scan, come with their activities. */
function comesWithActivity({ scan }: ScanWork, { kind, at }: Item): boolean {
  const { missingFrom } = evidenceOf(scan, 'activities');
  const isUnread = (missingFrom !== null && at >= missingFrom) || at >= (scan.window.to ?? '~');
  return kind === 'file_upload' && isUnread;
}

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
    if (listed.has(item.id) || comesWithActivity(work, item)) continue;
    const other = items.get(item.id);
    if (!other || rank(item) < rank(other)) items.set(item.id, item);
  }
  const known = await deps.events.known(scan.tenant, [...items.keys()]);
  const fresh = [...items.values()]
    .filter((item) => needsInspection(item, known.get(item.id), scan.policyVersion))
    .map((item) => asShown(item, known.get(item.id)))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const chunks = batches(fresh, CHUNK_SIZE).map((chunk, index) => ({
    chunkId: madeChunkId(transcripts, index),
    items: chunk,
  }));
  // Nothing names it once more when this scan does not come to it: its transcript is read once per change.
  await deps.scans.addRetries(scan, from, fresh);
  // Where it is stale, so is the checkpoint that follows.
  await deps.scans.putChunks(scan, from, chunks);
  for (const { id } of fresh) listed.add(id);
  counts.listed += fresh.length;
  counts.made += fresh.length;
  counts.alreadyInspected += items.size - fresh.length;
}

const rank = ({ at, id, chatId, unsure }: Item): string => [unsure === true, at, id, chatId].join('\u0000');

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
