import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { awsChunkedDecoder } from './aws-chunked.ts';
import { S3Fault } from './s3-fault.ts';

/** A body on disk. */
export interface StoredBody {
  /** File name inside the data folder. */
  file: string;
  size: number;
  /** MD5 in hex, the ETag of a plain object. */
  etag: string;
  /** `x-amz-checksum-…` headers, base64. */
  checksums: Record<string, string>;
}

const isChunked = (headers: IncomingHttpHeaders): boolean =>
  /aws-chunked/.test(String(headers['content-encoding'])) ||
  /^STREAMING-/.test(String(headers['x-amz-content-sha256']));

/** Bytes that the client says it sends. @throws if it does not say: S3 takes no body of unknown length. */
function declaredLength(headers: IncomingHttpHeaders): number {
  const length = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  if (length !== undefined) return Number(length);
  throw new S3Fault(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
}

/** Computes the digests of what flows through. */
function digests(withSha256: boolean) {
  const md5 = createHash('md5');
  const sha256 = withSha256 ? createHash('sha256') : undefined;
  let crc = 0;
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      crc = crc32(chunk, crc);
      md5.update(chunk);
      sha256?.update(chunk);
      done(null, chunk);
    },
  });
  const finish = () => {
    const crcBytes = Buffer.alloc(4);
    crcBytes.writeUInt32BE(crc);
    const checksums: Record<string, string> = { 'x-amz-checksum-crc32': crcBytes.toString('base64') };
    if (sha256) checksums['x-amz-checksum-sha256'] = sha256.digest('base64');
    return { size, md5: md5.digest(), checksums };
  };
  return { stream, finish };
}

/** @throws BadDigest if a checksum that the client sent does not fit */
function checkDigests(
  sent: Record<string, string | string[] | undefined>,
  md5: Buffer,
  checksums: Record<string, string>,
): void {
  const wrong = Object.keys(checksums).find((name) => sent[name] && sent[name] !== checksums[name]);
  if (wrong) {
    throw new S3Fault(400, 'BadDigest', `The ${wrong} you specified did not match the calculated checksum.`);
  }
  if (sent['content-md5'] && sent['content-md5'] !== md5.toString('base64')) {
    throw new S3Fault(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

/** Streams a request's body to a new file and checks its length and checksums; nothing stays behind if they are wrong. */
export async function storeBody(request: IncomingMessage, folder: string): Promise<StoredBody> {
  const { headers } = request;
  const length = declaredLength(headers);
  const file = randomUUID();
  const path = join(folder, file);
  const decoder = isChunked(headers) ? awsChunkedDecoder() : undefined;
  const announced = String(headers['x-amz-trailer'] ?? '');
  const digest = digests(Boolean(headers['x-amz-checksum-sha256']) || announced.includes('sha256'));
  const target = createWriteStream(path);
  try {
    await (decoder
      ? pipeline(request, decoder.stream, digest.stream, target)
      : pipeline(request, digest.stream, target));
    const { size, md5, checksums } = digest.finish();
    if (size !== length) {
      throw new S3Fault(400, 'IncompleteBody', 'The body has another length than Content-Length says.');
    }
    checkDigests({ ...headers, ...decoder?.trailers() }, md5, checksums);
    return { file, size, etag: md5.toString('hex'), checksums };
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
