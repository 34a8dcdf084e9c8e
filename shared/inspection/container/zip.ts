import { isAscii, isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { Extraction } from '../extraction.ts';
import { RATIO_FLOOR_BYTES } from '../limits.ts';
import type { Reason } from '../reason.ts';
import type { ByteSource } from '../source.ts';
import { memorySource } from '../source.ts';
import { reasonOf, Unreadable } from '../unreadable.ts';

/** One file of an archive. The name is untrusted: it is for people, never a path. */
export interface ZipMember {
  readonly name: string;
  readonly encrypted: boolean;
  readonly compressedBytes: number;
  /** The expanded bytes piece by piece, within the limits; throws `Unreadable`. */
  stream(): AsyncGenerator<Buffer>;
  /** All expanded bytes; marked `cut` when the size limit ended them. */
  read(): Promise<ByteSource>;
}

const CHUNK_BYTES = 128 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * The members of a ZIP archive. Throws `Unreadable`: `truncated` without an end record, `too_compressed` when members
 * overlap (the trick of small bombs that expand without nesting), `too_many_members`.
 */
export async function openZip(source: ByteSource, out: Extraction, maxMembers: number): Promise<ZipMember[]> {
  const archive = await openArchive(source);
  if (archive.entryCount > maxMembers) throw new Unreadable('too_many_members');
  const entries: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry()) entries.push(entry);
  } catch (error) {
    const reason = isStrongEncryption(error) ? 'encrypted' : 'corrupt';
    if (entries.length === 0) throw new Unreadable(reason);
    out.gap(reason);
  }
  refuseOverlaps(entries);
  return entries
    .map((entry) => member(archive, entry, source, out))
    .filter(({ name }) => !name.endsWith('/'));
}

class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const bytes = this.#source.read(position, position + length);
    bytes.copy(buffer, offset);
    callback(bytes.length < length ? new Error('unexpected end') : null, bytes.length);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(pieces(this.#source, start, end));
  }
}

/** A member that is not compressed is read where it is: archives in archives would else be in memory once a level. */
async function storedMember(
  archive: ZipFile,
  entry: Entry,
  source: ByteSource,
  out: Extraction,
): Promise<ByteSource> {
  let bytes = 0;
  for await (const piece of expand(archive, entry, source, out)) bytes += piece.length;
  const start = await dataStart(archive, entry);
  const size = Math.min(bytes, out.limits.maxMemberBytes);
  return {
    size,
    ...(size < bytes ? { cut: true } : {}),
    read: (from, to) => source.read(start + Math.max(0, from), start + Math.min(to, size)),
  };
}

/** What the directory claims, as far as it can be true. */
const expectedBytes = ({ compressedSize, uncompressedSize }: Entry, { limits }: Extraction): number =>
  Math.min(uncompressedSize, mostBytes(compressedSize, limits.maxRatio));

/** Names are in code page 437 unless a flag says UTF-8, but many programs write UTF-8 and do not say so. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  if (isUtf8(fileNameRaw) && !isAscii(fileNameRaw)) return fileNameRaw.toString('utf8');
  return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

async function openArchive(source: ByteSource): Promise<ZipFile> {
  try {
    return await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      lazyEntries: true,
      decodeStrings: false,
      autoClose: false,
    });
  } catch (error) {
    const noEnd = error instanceof Error && error.message.startsWith('End of central directory');
    throw new Unreadable(noEnd ? 'truncated' : 'corrupt');
  }
}

function isStrongEncryption(error: unknown): boolean {
  return error instanceof Error && error.message.includes('encryption');
}

function refuseOverlaps(entries: readonly Entry[]): void {
  const ranges = entries
    .map((entry) => ({ start: entry.relativeOffsetOfLocalHeader, bytes: 30 + entry.compressedSize }))
    .sort((a, b) => a.start - b.start);
  let end = 0;
  for (const range of ranges) {
    if (range.start < end) throw new Unreadable('too_compressed');
    end = range.start + range.bytes;
  }
}

function member(archive: ZipFile, entry: Entry, source: ByteSource, out: Extraction): ZipMember {
  const stream = () => expand(archive, entry, source, out);
  return {
    name: nameOf(entry),
    encrypted: entry.isEncrypted(),
    compressedBytes: entry.compressedSize,
    stream,
    read: () =>
      entry.compressionMethod === STORED
        ? storedMember(archive, entry, source, out)
        : collect(stream(), out, expectedBytes(entry, out)),
  };
}

async function* expand(
  archive: ZipFile,
  entry: Entry,
  source: ByteSource,
  out: Extraction,
): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new Unreadable('encrypted');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new Unreadable('unsupported_format');
  }
  const start = await dataStart(archive, entry);
  const raw = pieces(source, start, start + entry.compressedSize);
  const expanded = entry.compressionMethod === STORED ? raw : deflated(raw, entry);
  const ratio = ratioGuard(entry.compressedSize, out.limits.maxRatio);
  let checksum = 0;
  for await (const piece of expanded) {
    ratio(piece.length);
    out.spendBytes(piece.length);
    out.checkTime();
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (checksum !== entry.crc32) out.gap('corrupt');
}

/** Small members are inflated in one go; streams cost more than they do. */
function deflated(raw: Iterable<Buffer>, entry: Entry): AsyncIterable<Buffer> | Iterable<Buffer> {
  const small = entry.compressedSize <= CHUNK_BYTES && entry.uncompressedSize <= RATIO_FLOOR_BYTES;
  return small ? inflateSmall(raw) : inflated(Readable.from(raw).pipe(createInflateRaw()));
}

function* inflateSmall(raw: Iterable<Buffer>): Generator<Buffer> {
  try {
    yield inflateRawSync(Buffer.concat([...raw]), { maxOutputLength: RATIO_FLOOR_BYTES });
  } catch (error) {
    throw new Unreadable(inflateReason(error));
  }
}

function inflateReason(error: unknown): Reason {
  if (!(error instanceof Error && 'code' in error)) return 'corrupt';
  if (error.code === 'Z_BUF_ERROR') return 'truncated';
  // More than the directory said.
  return error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too_compressed' : 'corrupt';
}

async function dataStart(archive: ZipFile, entry: Entry): Promise<number> {
  try {
    const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true });
    return fileDataStart;
  } catch {
    throw new Unreadable('corrupt');
  }
}

/** Turns the errors of zlib into reasons. */
export async function* inflated(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw new Unreadable(inflateReason(error));
  }
}

/** What so many compressed bytes may expand to. */
export const mostBytes = (compressedBytes: number, maxRatio: number): number =>
  Math.max(RATIO_FLOOR_BYTES, compressedBytes * maxRatio);

/** Counts expanded bytes and throws `too_compressed` once they are out of proportion. */
export function ratioGuard(compressedBytes: number, maxRatio: number): (bytes: number) => void {
  const most = mostBytes(compressedBytes, maxRatio);
  let expanded = 0;
  return (bytes) => {
    expanded += bytes;
    if (expanded > most) throw new Unreadable('too_compressed');
  };
}

export function* pieces(source: ByteSource, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; at += CHUNK_BYTES) yield source.read(at, Math.min(end, at + CHUNK_BYTES));
}

/**
 * Expanded bytes in memory, at most `maxMemberBytes`. Of a damaged stream those before the damage, and a gap.
 *
 * @param expectedBytes what the container claims, so that the bytes are in memory once; believed within the limits only
 */
export async function collect(
  stream: AsyncIterable<Buffer>,
  out: Extraction,
  expectedBytes: number,
): Promise<ByteSource> {
  const { maxMemberBytes } = out.limits;
  let buffer: Buffer = Buffer.allocUnsafe(Math.min(expectedBytes, maxMemberBytes));
  let filled = 0;
  try {
    for await (const chunk of stream) {
      if (filled + chunk.length > buffer.length)
        buffer = enlarged(buffer, filled + chunk.length, maxMemberBytes);
      filled += chunk.copy(buffer, filled);
      if (filled === maxMemberBytes) return { ...memorySource(buffer), cut: true };
    }
  } catch (thrown) {
    const reason = reasonOf(thrown, 'corrupt');
    if (filled === 0 || (reason !== 'truncated' && reason !== 'corrupt')) throw thrown;
    out.gap(reason);
  }
  return memorySource(buffer.subarray(0, filled));
}

function enlarged(buffer: Buffer, least: number, most: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(most, Math.max(least, buffer.length * 2)));
  buffer.copy(larger);
  return larger;
}
