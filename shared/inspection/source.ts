import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Random access to the bytes of a document. */
export interface ByteSource {
  readonly size: number;
  /** Set when this is only the beginning of the document, because the rest went past a limit. */
  readonly cut?: true;
  /** The bytes from `start` up to `end`, both clamped to what is there; valid until the source is closed. */
  read(start: number, end: number): Buffer;
}

/** A document that is already in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { size: buffer.length, read: (start, end) => buffer.subarray(Math.max(0, start), end) };
}

/** A document on disk, read in pieces so that plain text of any size needs little memory. */
export function fileSource(path: string): ByteSource & Disposable {
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  return {
    size,
    read(start, end) {
      const from = Math.max(0, start);
      const wanted = Math.max(0, Math.min(end, size) - from);
      const buffer = Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const got = readSync(descriptor, buffer, filled, wanted - filled, from + filled);
        if (got === 0) break;
        filled += got;
      }
      return buffer.subarray(0, filled);
    },
    [Symbol.dispose]: () => closeSync(descriptor),
  };
}

/** All bytes at once, for parsers that need them so. */
export function readAll(source: ByteSource): Buffer {
  return source.read(0, source.size);
}
