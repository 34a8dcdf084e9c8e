import { REGION } from '../names.ts';
import { checkDeletions } from './access.ts';
import { listObjects } from './listing.ts';
import { removeObject } from './objects.ts';
import { bodyText, type S3Answer, type S3Request, type S3Storage, xmlAnswer } from './request.ts';
import { S3Fault } from './s3-fault.ts';
import { element, textsOf, xmlDocument } from './xml.ts';

/** Configuration documents that are kept and returned as they were put, without effect. */
const SETTINGS = ['lifecycle', 'versioning', 'publicAccessBlock', 'encryption', 'cors', 'policy', 'tagging'];

/** @throws NoSuchBucket */
export function requireBucket({ index }: S3Storage, bucket: string): void {
  if (!index.hasBucket(bucket)) {
    throw new S3Fault(404, 'NoSuchBucket', 'The specified bucket does not exist');
  }
}

export function listBuckets({ index }: S3Storage): S3Answer {
  const buckets = index
    .buckets()
    .map(
      ({ name, createdAt }) =>
        `<Bucket>${element('Name', name)}${element('CreationDate', new Date(createdAt).toISOString())}</Bucket>`,
    );
  return xmlAnswer(xmlDocument('ListAllMyBucketsResult', `<Buckets>${buckets.join('')}</Buckets>`));
}

async function bucketSetting({ index }: S3Storage, request: S3Request, name: string): Promise<S3Answer> {
  const settings = index.settings(request.bucket);
  if (request.method === 'GET') {
    const document = settings[name];
    if (!document) throw new S3Fault(404, 'NoSuchConfiguration', 'The configuration does not exist');
    return xmlAnswer(document);
  }
  if (request.method === 'DELETE') delete settings[name];
  else settings[name] = await bodyText(request);
  index.saveSettings(request.bucket, settings);
  return { status: request.method === 'DELETE' ? 204 : 200 };
}

async function deleteObjects(storage: S3Storage, request: S3Request): Promise<S3Answer> {
  const xml = await bodyText(request);
  const keys = textsOf(xml, 'Key');
  checkDeletions(storage, request, keys);
  for (const key of keys) removeObject(storage, request.bucket, key);
  const quiet = textsOf(xml, 'Quiet')[0] === 'true';
  const deleted = quiet ? [] : keys.map((key) => `<Deleted>${element('Key', key)}</Deleted>`);
  return xmlAnswer(xmlDocument('DeleteResult', deleted.join('')));
}

function deleteBucket({ index }: S3Storage, bucket: string): S3Answer {
  if (!index.isEmpty(bucket)) throw new S3Fault(409, 'BucketNotEmpty');
  index.deleteBucket(bucket);
  return { status: 204 };
}

/** Requests to a bucket itself. */
export async function bucketRequest(storage: S3Storage, request: S3Request): Promise<S3Answer> {
  const { method, bucket, query } = request;
  const setting = SETTINGS.find((name) => query.has(name));
  if (method === 'PUT' && !setting) {
    storage.index.createBucket(bucket);
    return { status: 200, headers: { location: `/${bucket}` } };
  }
  requireBucket(storage, bucket);
  if (setting) return bucketSetting(storage, request, setting);
  if (method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': REGION } };
  if (method === 'DELETE') return deleteBucket(storage, bucket);
  if (method === 'POST' && query.has('delete')) return deleteObjects(storage, request);
  if (method === 'GET') return listObjects(storage, request);
  throw new S3Fault(405, 'MethodNotAllowed');
}
