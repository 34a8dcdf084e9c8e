import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AwsFault } from '../fault.ts';
import { listen } from '../http-server.ts';
import type { Access } from '../iam/access.ts';
import { type RequestCounts, requestCounts } from '../request-counts.ts';
import { checkAccess } from './access.ts';
import { bucketRequest, listBuckets, requireBucket } from './buckets.ts';
import { continueUpload, createUpload } from './multipart.ts';
import { objectIndex } from './object-index.ts';
import { getObject, getTags, putObject, removeObject } from './objects.ts';
import { operationName } from './operation-name.ts';
import { type S3Answer, type S3Request, type S3Storage, s3Request } from './request.ts';
import { noSuchKey, S3Fault } from './s3-fault.ts';
import { element } from './xml.ts';

/** A lifecycle rule that deletes objects some days after they were written. */
export interface ExpiryRule {
  prefix: string;
  days: number;
}

export interface S3Server {
  url: string;
  port: number;
  createBucket(name: string): void;
  /** Deletes the objects of a bucket that one of the rules says are due. @returns their number */
  expire(bucket: string, rules: ExpiryRule[], now?: number): number;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;

async function objectRequest(storage: S3Storage, request: S3Request): Promise<S3Answer> {
  const { method, query, bucket, key } = request;
  requireBucket(storage, bucket);
  if (method === 'POST' && query.has('uploads')) return createUpload(storage, request);
  if (query.has('uploadId')) return continueUpload(storage, request);
  if (query.has('tagging')) return getTags(storage, request);
  if (method === 'PUT') return putObject(storage, request);
  if (method === 'GET' || method === 'HEAD') return getObject(storage, request);
  if (method !== 'DELETE') throw new S3Fault(405, 'MethodNotAllowed');
  removeObject(storage, bucket, key);
  return { status: 204 };
}

function route(storage: S3Storage, request: S3Request): S3Answer | Promise<S3Answer> {
  checkAccess(storage, request);
  if (!request.bucket) return listBuckets(storage);
  return request.key ? objectRequest(storage, request) : bucketRequest(storage, request);
}

async function sendFile(
  folder: string,
  file: { name: string; from: number; to: number },
  start: () => ServerResponse,
): Promise<void> {
  // Opened before the headers go out: a deletion in between is a clean 404.
  const handle = await open(join(folder, file.name)).catch(() => {
    throw noSuchKey();
  });
  const stream = handle.createReadStream({ start: file.from, end: file.to });
  await pipeline(stream, start());
}

async function sendAnswer(
  storage: S3Storage,
  request: IncomingMessage,
  response: ServerResponse,
  answer: S3Answer,
): Promise<void> {
  const { status, headers = {}, body = '', file } = answer;
  // What the client still sends is thrown away, so that the connection can be used again.
  request.resume();
  if (file && request.method !== 'HEAD') {
    return sendFile(storage.folder, file, () => response.writeHead(status, headers));
  }
  const length = headers['content-length'] ?? String(Buffer.byteLength(body));
  const withLength = status === 204 || status === 304 ? headers : { ...headers, 'content-length': length };
  response.writeHead(status, withLength).end(request.method === 'HEAD' ? undefined : body);
}

function faultAnswer(error: unknown): S3Answer {
  const fault =
    error instanceof S3Fault
      ? error
      : error instanceof AwsFault
        ? new S3Fault(error.status, 'AccessDenied', error.message)
        : new S3Fault(500, 'InternalError', error instanceof Error ? error.message : String(error));
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${element('Code', fault.code)}${element('Message', fault.message)}</Error>`;
  return { status: fault.status, body, headers: { 'content-type': 'application/xml' } };
}

/** Bodies that a killed process left behind without an entry. */
function removeOrphans({ index, folder }: S3Storage): void {
  const known = index.files();
  for (const file of readdirSync(folder)) if (!known.has(file)) rmSync(join(folder, file), { force: true });
}

/**
 * S3 in path style: bodies are files, the index is SQLite. Streams, aws-chunked, checksums, multipart uploads,
 * ranges, conditional writes, listing, batch deletion, copy, metadata and tags.
 * Not served: versions, notifications, policies of buckets, changing tags.
 */
export async function startS3(options: {
  folder: string;
  port?: number;
  counts?: RequestCounts;
  access?: Access;
}): Promise<S3Server> {
  const folder = join(options.folder, 'bodies');
  mkdirSync(folder, { recursive: true });
  const storage: S3Storage = {
    index: objectIndex(join(options.folder, 's3.db')),
    folder,
    ...(options.access && { access: options.access }),
  };
  removeOrphans(storage);
  const counts = options.counts ?? requestCounts();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('x-amz-request-id', randomUUID());
    try {
      const parsed = s3Request(request);
      counts.add('s3', operationName(parsed));
      await sendAnswer(storage, request, response, await route(storage, parsed));
    } catch (error) {
      if (response.headersSent) response.destroy();
      else await sendAnswer(storage, request, response, faultAnswer(error));
    }
  };
  const server = await listen((request, response) => void answer(request, response), options.port);
  return {
    url: server.url,
    port: server.port,
    createBucket: (name) => void storage.index.createBucket(name),
    expire(bucket, rules, now = Date.now()) {
      const due = rules.flatMap(({ prefix, days }) =>
        storage.index.objectsBefore(bucket, prefix, now - days * DAY_MS),
      );
      for (const { key } of due) removeObject(storage, bucket, key);
      return due.length;
    },
    async stop() {
      await server.stop();
      storage.index.close();
    },
  };
}
