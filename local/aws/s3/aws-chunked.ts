import { Transform, type TransformCallback } from 'node:stream';

export interface ChunkedDecoder {
  stream: Transform;
  /** Headers after the last chunk, such as the checksum; complete when the stream has ended. */
  trailers(): Record<string, string>;
}

function parseTrailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** Undoes the aws-chunked encoding: `<hex size>[;signature]\r\n<data>\r\n … 0\r\n<trailers>` (S3, Signature Version 4 streaming). */
export function awsChunkedDecoder(): ChunkedDecoder {
  let pending: Buffer = Buffer.alloc(0);
  /** Data bytes still missing of the chunk; -1 while its size is not known. */
  let missing = -1;
  let ended = false;
  let trailerText = '';

  /** @returns false when more input is needed */
  const readSize = (): boolean => {
    const end = pending.indexOf('\r\n');
    if (end < 0) return false;
    const size = pending.subarray(0, end).toString('latin1').split(';')[0] ?? '';
    missing = Number.parseInt(size, 16);
    pending = pending.subarray(end + 2);
    if (missing === 0) ended = true;
    return true;
  };
  const readData = (stream: Transform): boolean => {
    if (missing > 0) {
      if (pending.length === 0) return false;
      const size = Math.min(missing, pending.length);
      stream.push(pending.subarray(0, size));
      pending = pending.subarray(size);
      missing -= size;
      return true;
    }
    if (pending.length < 2) return false;
    pending = pending.subarray(2);
    missing = -1;
    return true;
  };

  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
      let more = true;
      while (more && !ended) more = missing < 0 ? readSize() : readData(stream);
      if (ended) {
        trailerText += pending.toString('latin1');
        pending = Buffer.alloc(0);
      }
      done();
    },
    flush(done: TransformCallback) {
      done(ended ? null : new Error('The aws-chunked body ended before its last chunk.'));
    },
  });
  return { stream, trailers: () => parseTrailers(trailerText) };
}
