import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readBody } from '../http-server.ts';
import type { Access } from '../iam/access.ts';
import type { ObjectIndex } from './object-index.ts';

/** What the operations of the server work on. */
export interface S3Storage {
  index: ObjectIndex;
  /** Folder of the bodies. */
  folder: string;
  /** Who may do what; everybody everything if not given. */
  access?: Access;
}

export interface S3Request {
  method: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The body, not yet read. */
  stream: IncomingMessage;
}

export interface S3Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** Part of a stored file; `to` is the last byte. */
  file?: { name: string; from: number; to: number };
}

/** Reads the address in path style: `/bucket/key/with/slashes`. */
export function s3Request(stream: IncomingMessage): S3Request {
  const url = new URL(stream.url ?? '/', 'http://local');
  const [, bucket = '', ...key] = url.pathname.split('/').map(decodeURIComponent);
  return {
    method: stream.method ?? 'GET',
    bucket,
    key: key.join('/'),
    query: url.searchParams,
    headers: stream.headers,
    stream,
  };
}

export const bodyText = async (request: S3Request): Promise<string> =>
  (await readBody(request.stream)).toString('utf8');

export const xmlAnswer = (body: string, status = 200): S3Answer => ({
  status,
  body,
  headers: { 'content-type': 'application/xml' },
});

/** A header that is there at most once. */
export const header = (request: S3Request, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};
