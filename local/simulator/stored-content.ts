import { createHash } from 'node:crypto';
import { type DocumentName, nameOf } from './world/documents/names.ts';
import { type DocumentPlan, filePlan, textPlan } from './world/documents/plan.ts';
import { render } from './world/documents/render.ts';
import type { World } from './world/world.ts';

/** A document as it is stored: its bytes are made when they are asked for, and mostly forgotten again. */
export interface StoredContent extends DocumentName {
  readonly sizeBytes: number;
  /** Hex, of the bytes that are served. */
  readonly md5: string;
  chunks(): Iterable<Buffer>;
}

export type ContentKind = 'file' | 'generated' | 'artifact' | 'project document' | 'published';

const CHUNK_BYTES = 64 * 1024;
const REMEMBERED = 500;

interface Digest {
  readonly sizeBytes: number;
  readonly md5: string;
}
/** Sizes and hashes stand in lists and transcripts, so they are wanted far more often than the bytes. */
const digests = new WeakMap<World, Map<string, Digest>>();
const recent = new WeakMap<World, Map<string, Buffer>>();

export function storedContent(world: World, kind: ContentKind, index: number): StoredContent {
  const plan = kind === 'file' ? filePlan(world, index) : textPlan(world.seed, kind, index);
  const key = `${kind} ${index}`;
  const known = cached(digests, world, key, () => digestOf(world, plan, key));
  return {
    ...nameOf(plan),
    ...known,
    chunks: () =>
      plan.template === 'oversize'
        ? oversizeChunks(world.oversizeBytes)
        : inChunks(bytesOf(world, plan, key)),
  };
}

/** The text behind a document that is kept as text. */
export function storedText(world: World, kind: ContentKind, index: number): string {
  return bytesOf(world, textPlan(world.seed, kind as 'artifact', index), `${kind} ${index}`).toString('utf8');
}

function bytesOf(world: World, plan: DocumentPlan, key: string): Buffer {
  const bytes = cached(recent, world, key, () => render(plan));
  const kept = recent.get(world)!;
  if (kept.size > REMEMBERED) kept.delete(kept.keys().next().value!);
  return bytes;
}

function digestOf(world: World, plan: DocumentPlan, key: string): Digest {
  const hash = createHash('md5');
  if (plan.template !== 'oversize') {
    const bytes = bytesOf(world, plan, key);
    return { sizeBytes: bytes.length, md5: hash.update(bytes).digest('hex') };
  }
  for (const chunk of oversizeChunks(world.oversizeBytes)) hash.update(chunk);
  return { sizeBytes: world.oversizeBytes, md5: hash.digest('hex') };
}

function cached<T>(caches: WeakMap<World, Map<string, T>>, world: World, key: string, make: () => T): T {
  const cache = caches.get(world) ?? new Map<string, T>();
  caches.set(world, cache);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = make();
  cache.set(key, value);
  return value;
}

function* inChunks(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

function* oversizeChunks(size: number): Iterable<Buffer> {
  const chunk = Buffer.alloc(CHUNK_BYTES, 'the same line again and again\n');
  for (let left = size; left > 0; left -= chunk.length)
    yield left >= chunk.length ? chunk : chunk.subarray(0, left);
}
