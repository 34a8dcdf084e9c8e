import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { storeBody } from './body.ts';
import type { StoredPart, Upload } from './object-index.ts';
import { checkWriteConditions, replaceObject, storedHeaders } from './objects.ts';
import { bodyText, type S3Answer, type S3Request, type S3Storage, xmlAnswer } from './request.ts';
import { S3Fault } from './s3-fault.ts';
import { element, textsOf, xmlDocument } from './xml.ts';

export function createUpload({ index }: S3Storage, request: S3Request): S3Answer {
  const { bucket, key } = request;
  const id = randomUUID();
  index.saveUpload({ id, bucket, key, headers: storedHeaders(request) });
  const content = element('Bucket', bucket) + element('Key', key) + element('UploadId', id);
  return xmlAnswer(xmlDocument('InitiateMultipartUploadResult', content));
}

async function putPart(storage: S3Storage, request: S3Request, upload: Upload): Promise<S3Answer> {
  const number = Number(request.query.get('partNumber'));
  const { file, size, etag, checksums } = await storeBody(request.stream, storage.folder);
  const old = storage.index.parts(upload.id).find((part) => part.number === number);
  storage.index.savePart(upload.id, { number, file, size, etag });
  if (old) rmSync(join(storage.folder, old.file), { force: true });
  return { status: 200, headers: { etag: `"${etag}"`, ...checksums } };
}

function listParts({ index }: S3Storage, upload: Upload): S3Answer {
  const parts = index
    .parts(upload.id)
    .map(
      (part) =>
        `<Part>${element('PartNumber', part.number)}${element('ETag', `"${part.etag}"`)}${element('Size', part.size)}</Part>`,
    );
  const content = element('UploadId', upload.id) + element('IsTruncated', false) + parts.join('');
  return xmlAnswer(xmlDocument('ListPartsResult', content));
}

function forget({ index, folder }: S3Storage, upload: Upload): void {
  const parts = index.parts(upload.id);
  index.deleteUpload(upload.id);
  for (const part of parts) rmSync(join(folder, part.file), { force: true });
}

async function joinParts(folder: string, parts: StoredPart[]): Promise<string> {
  const file = randomUUID();
  const target = createWriteStream(join(folder, file));
  for (const part of parts) await pipeline(createReadStream(join(folder, part.file)), target, { end: false });
  await new Promise<void>((resolve, reject) => {
    target.on('error', reject);
    target.end(() => resolve());
  });
  return file;
}

/** S3, multipart uploads: the MD5 of the parts' MD5s, then their number. */
function etagOfParts(parts: StoredPart[]): string {
  const all = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
  return `${createHash('md5').update(all).digest('hex')}-${parts.length}`;
}

async function completeUpload(storage: S3Storage, request: S3Request, upload: Upload): Promise<S3Answer> {
  const numbers = textsOf(await bodyText(request), 'PartNumber').map(Number);
  const parts = storage.index.parts(upload.id).filter((part) => numbers.includes(part.number));
  if (parts.length === 0 || parts.length !== numbers.length) {
    throw new S3Fault(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
  }
  const { bucket, key } = upload;
  const file = await joinParts(storage.folder, parts);
  const etag = etagOfParts(parts);
  try {
    checkWriteConditions(request, storage.index.object(bucket, key));
  } catch (error) {
    rmSync(join(storage.folder, file), { force: true });
    throw error;
  }
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  replaceObject(storage, { bucket, key, file, size, etag, modifiedAt: Date.now(), headers: upload.headers });
  forget(storage, upload);
  const content = element('Bucket', bucket) + element('Key', key) + element('ETag', `"${etag}"`);
  return xmlAnswer(xmlDocument('CompleteMultipartUploadResult', content));
}

/** Everything about an upload that has begun. */
export async function continueUpload(storage: S3Storage, request: S3Request): Promise<S3Answer> {
  const upload = storage.index.upload(request.query.get('uploadId') ?? '');
  if (!upload) throw new S3Fault(404, 'NoSuchUpload', 'The specified upload does not exist.');
  switch (request.method) {
    case 'PUT':
      return putPart(storage, request, upload);
    case 'GET':
      return listParts(storage, upload);
    case 'DELETE':
      forget(storage, upload);
      return { status: 204 };
    default:
      return completeUpload(storage, request, upload);
  }
}
