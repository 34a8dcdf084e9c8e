import { signerOf } from '../iam/access.ts';
import type { Ask } from '../iam/policy.ts';
import { operationName } from './operation-name.ts';
import type { S3Request, S3Storage } from './request.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  CopyObject: 'PutObject',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  ListParts: 'ListMultipartUploadParts',
  ListObjectsV2: 'ListBucket',
  ListBuckets: 'ListAllMyBuckets',
};

export const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;

/** @throws AwsFault AccessDeniedException where the signer may not do what is asked */
export function checkAccess({ access, index }: S3Storage, request: S3Request): void {
  const { bucket, key, headers, query } = request;
  access?.check(signerOf(headers, query), () => {
    const operation = operationName(request);
    // Each key that it names is asked for when it has been read.
    if (operation === 'DeleteObjects') return [];
    const action = `s3:${ACTIONS[operation] ?? operation}`;
    if (!key)
      return [{ action, resource: bucketArn(bucket), context: { 's3:prefix': [query.get('prefix') ?? ''] } }];
    const isMissing = action === 's3:GetObject' && !index.object(bucket, key);
    // That an object is missing is told to whom may list the bucket.
    const listing = isMissing ? [{ action: 's3:ListBucket', resource: bucketArn(bucket) }] : [];
    return [{ action, resource: `${bucketArn(bucket)}/${key}` }, ...listing];
  });
}

/** The same for the keys of a request that deletes many. */
export function checkDeletions({ access }: S3Storage, request: S3Request, keys: readonly string[]): void {
  const asks = (): Ask[] =>
    keys.map((key) => ({ action: 's3:DeleteObject', resource: `${bucketArn(request.bucket)}/${key}` }));
  access?.check(signerOf(request.headers, request.query), asks);
}
