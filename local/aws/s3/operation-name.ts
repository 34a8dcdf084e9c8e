import type { S3Request } from './request.ts';

const BUCKET_OPERATIONS: Record<string, string> = {
  GET: 'ListObjectsV2',
  PUT: 'CreateBucket',
  HEAD: 'HeadBucket',
  DELETE: 'DeleteBucket',
  POST: 'DeleteObjects',
};

const OBJECT_OPERATIONS: Record<string, string> = {
  GET: 'GetObject',
  PUT: 'PutObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};

const UPLOAD_OPERATIONS: Record<string, string> = {
  GET: 'ListParts',
  PUT: 'UploadPart',
  DELETE: 'AbortMultipartUpload',
  POST: 'CompleteMultipartUpload',
};

/** The name of the operation that a request asks for; S3 tells them apart by method and query. */
export function operationName({ method, bucket, key, query, headers }: S3Request): string {
  if (!bucket) return 'ListBuckets';
  if (!key) return BUCKET_OPERATIONS[method] ?? method;
  if (query.has('uploads')) return 'CreateMultipartUpload';
  if (query.has('uploadId')) return UPLOAD_OPERATIONS[method] ?? method;
  if (query.has('tagging')) return 'GetObjectTagging';
  if (headers['x-amz-copy-source']) return 'CopyObject';
  return OBJECT_OPERATIONS[method] ?? method;
}
