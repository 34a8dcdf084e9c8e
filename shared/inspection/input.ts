import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { InspectionLimits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** What is to be inspected. The name and type are what the uploader said: the bytes decide. */
export interface InspectionInput {
  /** The content itself, a stream of it (of Node or of the web), or a file on this machine. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array> | { readonly path: string };
  readonly declaredName?: string;
  readonly declaredType?: string;
  readonly sizeBytes?: number;
  /** What the caller has made it: messages as `encodeMessages` writes them. Without it the bytes decide. */
  readonly as?: 'messages';
}

/** What is said about content. */
export interface Declared {
  readonly as?: 'messages';
  readonly name?: string;
}

/** The content where a reader can get at it at random: in memory, or in a file. */
export interface Spooled {
  readonly content: ({ readonly buffer: ArrayBuffer } | { readonly path: string }) & Declared;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Takes the input in and hashes it. A stream is held in memory, once, up to the limit.
 *
 * Throws `Unreadable` with `too_large` as soon as the limit is passed, with `too_slow` when aborted.
 */
export async function spool(
  input: InspectionInput,
  limits: InspectionLimits,
  signal: AbortSignal,
): Promise<Spooled> {
  const { bytes } = input;
  if (bytes instanceof Uint8Array) return spoolBytes(bytes, limits);
  if ('path' in bytes) return spoolFile(bytes.path, limits, signal);
  return spoolStream(bytes, input.sizeBytes ?? 0, limits, signal);
}

function spoolBytes(bytes: Uint8Array, limits: InspectionLimits): Spooled {
  if (bytes.length > limits.maxBytes) throw new Unreadable('too_large');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // A copy: the buffer moves on to another thread, and may be part of a pool here.
  return { content: { buffer: Uint8Array.from(bytes).buffer }, sizeBytes: bytes.length, sha256 };
}

async function spoolFile(path: string, limits: InspectionLimits, signal: AbortSignal): Promise<Spooled> {
  const { size } = await stat(path);
  if (size > limits.maxBytes) throw new Unreadable('too_large');
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) {
    if (signal.aborted) throw new Unreadable('too_slow');
    hash.update(chunk as Buffer);
  }
  return { content: { path }, sizeBytes: size, sha256: hash.digest('hex') };
}

async function spoolStream(
  stream: AsyncIterable<Uint8Array>,
  expectedBytes: number,
  limits: InspectionLimits,
  signal: AbortSignal,
): Promise<Spooled> {
  if (expectedBytes > limits.maxBytes) throw new Unreadable('too_large');
  const hash = createHash('sha256');
  // Grows in place, so that the content is never in memory twice.
  const buffer = new ArrayBuffer(expectedBytes, { maxByteLength: limits.maxBytes });
  let filled = 0;
  for await (const chunk of stream) {
    if (signal.aborted) throw new Unreadable('too_slow');
    const end = filled + chunk.length;
    if (end > limits.maxBytes) throw new Unreadable('too_large');
    if (end > buffer.byteLength)
      buffer.resize(Math.min(limits.maxBytes, Math.max(end, buffer.byteLength * 2)));
    new Uint8Array(buffer).set(chunk, filled);
    hash.update(chunk);
    filled = end;
  }
  return {
    content: { buffer: buffer.transferToFixedLength(filled) },
    sizeBytes: filled,
    sha256: hash.digest('hex'),
  };
}
