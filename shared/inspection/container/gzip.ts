import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';
import { inflated, mostBytes, pieces, ratioGuard } from './zip.ts';

/** The expanded bytes of a gzip file (RFC 1952), within the limits; throws `Unreadable`. */
export async function* gunzip(source: ByteSource, out: Extraction): AsyncGenerator<Buffer> {
  const ratio = ratioGuard(source.size, out.limits.maxRatio);
  const raw = Readable.from(pieces(source, 0, source.size));
  for await (const piece of inflated(raw.pipe(createGunzip()))) {
    ratio(piece.length);
    out.spendBytes(piece.length);
    out.checkTime();
    yield piece;
  }
}

/** The size of the content as the last four bytes tell it, as far as it can be true. */
export function gzipBytes(source: ByteSource, maxRatio: number): number {
  const tail = source.read(source.size - 4, source.size);
  return tail.length < 4 ? 0 : Math.min(tail.readUInt32LE(0), mostBytes(source.size, maxRatio));
}

/** The name that the file had before, if the header keeps it. */
export function gzipName(source: ByteSource): string | null {
  const head = source.read(0, 512);
  const flags = head[3] ?? 0;
  const extra = flags & 4 ? 2 + head.readUInt16LE(10) : 0;
  const start = 10 + extra;
  const end = head.indexOf(0, start);
  return flags & 8 && end > start ? head.toString('latin1', start, end) : null;
}
