import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storeBody } from './body.ts';
import type { StoredObject } from './object-index.ts';
import { checkExpiry, overriddenHeaders } from './presigned.ts';
import { header, type S3Answer, type S3Request, type S3Storage, xmlAnswer } from './request.ts';
import { noSuchKey, notServed, S3Fault } from './s3-fault.ts';
import { element, xmlDocument } from './xml.ts';

const TAGS = 'x-amz-tagging';
const KEPT = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires', TAGS];

/** The headers of a request that are stored with the object. */
export function storedHeaders(request: S3Request): Record<string, string> {
  const kept = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    (name.startsWith('x-amz-meta-') || KEPT.includes(name)) && typeof value === 'string'
      ? [[name, value]]
      : [],
  );
  const encoding = (header(request, 'content-encoding') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked')
    .join(', ');
  return { ...Object.fromEntries(kept), ...(encoding ? { 'content-encoding': encoding } : {}) };
}

const unquoted = (etag: string): string => etag.replaceAll('"', '');

/** Conditional writes. @throws PreconditionFailed, or NoSuchKey if there is nothing to match */
export function checkWriteConditions(request: S3Request, current: StoredObject | undefined): void {
  const failed = () =>
    new S3Fault(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  const match = header(request, 'if-match');
  if (match && !current) throw noSuchKey();
  if (match && current && unquoted(match) !== current.etag) throw failed();
  if (header(request, 'if-none-match') === '*' && current) throw failed();
}

/** Puts an object in the place of what was there. */
export function replaceObject({ index, folder }: S3Storage, object: StoredObject): void {
  const old = index.object(object.bucket, object.key);
  index.saveObject(object);
  if (old && old.file !== object.file) rmSync(join(folder, old.file), { force: true });
}

export function removeObject({ index, folder }: S3Storage, bucket: string, key: string): void {
  const old = index.object(bucket, key);
  if (!old) return;
  index.deleteObject(bucket, key);
  rmSync(join(folder, old.file), { force: true });
}

export async function putObject(storage: S3Storage, request: S3Request): Promise<S3Answer> {
  const { bucket, key } = request;
  if (header(request, 'x-amz-copy-source')) return copyObject(storage, request);
  const body = await storeBody(request.stream, storage.folder);
  try {
    // Nothing is awaited between the check and the write, so of two first writes exactly one wins.
    checkWriteConditions(request, storage.index.object(bucket, key));
  } catch (error) {
    rmSync(join(storage.folder, body.file), { force: true });
    throw error;
  }
  replaceObject(storage, {
    ...{ bucket, key, file: body.file, size: body.size, etag: body.etag, modifiedAt: Date.now() },
    headers: { ...storedHeaders(request), ...body.checksums },
  });
  return { status: 200, headers: { etag: `"${body.etag}"`, ...body.checksums } };
}

async function copyObject(storage: S3Storage, request: S3Request): Promise<S3Answer> {
  const address = decodeURIComponent(header(request, 'x-amz-copy-source') ?? '').replace(/^\//, '');
  const slash = address.indexOf('/');
  const source = storage.index.object(address.slice(0, slash), address.slice(slash + 1));
  if (!source) throw noSuchKey();
  const file = randomUUID();
  await copyFile(join(storage.folder, source.file), join(storage.folder, file));
  const replaced = header(request, 'x-amz-metadata-directive') === 'REPLACE';
  const modifiedAt = Date.now();
  replaceObject(storage, {
    ...source,
    ...{ bucket: request.bucket, key: request.key, file, modifiedAt },
    headers: replaced ? storedHeaders(request) : source.headers,
  });
  const content =
    element('ETag', `"${source.etag}"`) + element('LastModified', new Date(modifiedAt).toISOString());
  return xmlAnswer(xmlDocument('CopyObjectResult', content));
}

/** The bytes asked for, `to` included; undefined for the whole object. @throws InvalidRange */
function byteRange(range: string | undefined, size: number): { from: number; to: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first !== '' && last !== '' ? Math.min(Number(last), size - 1) : size - 1;
  if (from > to) throw new S3Fault(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { from, to };
}

function answerHeaders(request: S3Request, object: StoredObject, partial: boolean): Record<string, string> {
  const { [TAGS]: tags, ...headers } = object.headers;
  const withChecksums = header(request, 'x-amz-checksum-mode') === 'ENABLED' && !partial;
  const shown = Object.entries(headers).filter(
    ([name]) => withChecksums || !name.startsWith('x-amz-checksum-'),
  );
  const count = [...new URLSearchParams(tags ?? '')].length;
  return {
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(shown),
    ...(count > 0 ? { 'x-amz-tagging-count': String(count) } : {}),
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/** GetObject and HeadObject. */
export function getObject({ index }: S3Storage, request: S3Request): S3Answer {
  checkExpiry(request.query);
  const object = index.object(request.bucket, request.key);
  if (!object) throw noSuchKey();
  const noneMatch = header(request, 'if-none-match');
  if (noneMatch && unquoted(noneMatch) === object.etag) {
    return { status: 304, headers: { etag: `"${object.etag}"` } };
  }
  const match = header(request, 'if-match');
  if (match && unquoted(match) !== object.etag) throw new S3Fault(412, 'PreconditionFailed');
  const range = byteRange(header(request, 'range'), object.size);
  const { from, to } = range ?? { from: 0, to: object.size - 1 };
  return {
    status: range ? 206 : 200,
    headers: {
      ...answerHeaders(request, object, range !== undefined),
      ...overriddenHeaders(request.query),
      'content-length': String(to - from + 1),
      ...(range ? { 'content-range': `bytes ${from}-${to}/${object.size}` } : {}),
    },
    ...(object.size > 0 ? { file: { name: object.file, from, to } } : {}),
  };
}

export function getTags({ index }: S3Storage, request: S3Request): S3Answer {
  if (request.method !== 'GET') throw notServed('changing the tags of an object');
  const object = index.object(request.bucket, request.key);
  if (!object) throw noSuchKey();
  const tags = [...new URLSearchParams(object.headers[TAGS] ?? '')]
    .map(([name, value]) => `<Tag>${element('Key', name)}${element('Value', value)}</Tag>`)
    .join('');
  return xmlAnswer(xmlDocument('Tagging', `<TagSet>${tags}</TagSet>`));
}
