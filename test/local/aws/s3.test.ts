import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutPublicAccessBlockCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { beforeAll, describe, expect, test } from 'vitest';
import { startS3 } from '../../../local/aws/s3/server.ts';
import { clientTo, endpointOf, temporaryFolder } from './support/endpoint.ts';

const endpoint = await endpointOf('S3_ENDPOINT', () => startS3({ folder: temporaryFolder() }));
const s3 = new S3Client({ ...clientTo(endpoint), forcePathStyle: true });
const Bucket = `bucket-${Date.now().toString(36)}`;

type PutRest = Omit<PutObjectCommandInput, 'Bucket' | 'Key' | 'Body'>;
const put = (Key: string, Body: string | Readable, rest: PutRest = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...rest }));
const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));
const read = async (Key: string, rest: object = {}) => {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key, ...rest }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
};
const named = (name: string) => expect.objectContaining({ name });

beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));

describe('buckets', () => {
  test('a bucket is there once created', async () => {
    await s3.send(new HeadBucketCommand({ Bucket }));
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map((bucket) => bucket.Name)).toContain(Bucket);
  });

  test('settings are kept', async () => {
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [{ ID: 'x', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }],
        },
      }),
    );
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules?.[0]?.Expiration?.Days).toBe(1);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  });

  test('what is missing is named: key, bucket', async () => {
    await expect(head('missing')).rejects.toThrow(named('NotFound'));
    await expect(read('missing')).rejects.toThrow(named('NoSuchKey'));
    const elsewhere = s3.send(new ListObjectsV2Command({ Bucket: `${Bucket}-missing` }));
    await expect(elsewhere).rejects.toThrow(named('NoSuchBucket'));
  });
});

describe('objects', () => {
  test('text comes back with its type and metadata, under a key with spaces and umlauts', async () => {
    const key = 'a/b c+ü.txt';
    await put(key, 'hello', {
      ContentType: 'text/plain',
      Metadata: { foo: 'bar' },
      CacheControl: 'no-store',
    });
    const object = await read(key);
    expect(object).toMatchObject({
      bytes: Buffer.from('hello'),
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      Metadata: { foo: 'bar' },
    });
  });

  test('an empty object is an object', async () => {
    await put('empty', '');
    expect((await read('empty')).bytes).toHaveLength(0);
  });

  test('a stream comes back byte for byte', async () => {
    const bytes = randomBytes(3_000_000);
    const Body = Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]);
    await put('stream', Body, { ContentLength: bytes.length });
    expect((await read('stream')).bytes.equals(bytes)).toBe(true);
  });

  test('a body of unknown length is refused', async () => {
    const answer = await fetch(`${endpoint}/${Bucket}/unknown`, {
      method: 'PUT',
      body: Readable.from([Buffer.from('some'), Buffer.from('text')]),
      duplex: 'half',
    });
    expect(answer.status).toBe(411);
  });

  test('a range answers 206 with its place', async () => {
    await put('range', 'hello');
    const part = await read('range', { Range: 'bytes=1-3' });
    expect(part).toMatchObject({ bytes: Buffer.from('ell'), ContentRange: 'bytes 1-3/5' });
    expect(part.$metadata.httpStatusCode).toBe(206);
    expect((await read('range', { Range: 'bytes=-2' })).bytes.toString()).toBe('lo');
    await expect(read('range', { Range: 'bytes=9-' })).rejects.toThrow(named('InvalidRange'));
  });

  test('a copy has the same content and metadata', async () => {
    await put('original', 'content', { Metadata: { a: 'b' } });
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/original` }));
    expect(await read('copy')).toMatchObject({ bytes: Buffer.from('content'), Metadata: { a: 'b' } });
  });

  test('tags come back', async () => {
    await put('tagged', 'x', { Tagging: 'a=b&c=d%20e' });
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }));
    expect(TagSet).toEqual([
      { Key: 'a', Value: 'b' },
      { Key: 'c', Value: 'd e' },
    ]);
  });

  test('deleting is done once and may be repeated', async () => {
    await put('gone', 'x');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await expect(head('gone')).rejects.toThrow(named('NotFound'));
  });
});

describe('conditions and checksums', () => {
  test('of a hundred concurrent first writes exactly one wins', async () => {
    const writes = Array.from({ length: 100 }, (_, i) => put('first', String(i), { IfNoneMatch: '*' }));
    const results = await Promise.allSettled(writes);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const [refused] = results.filter((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
  });

  test('a write that matches the ETag replaces, an old ETag does not', async () => {
    await put('matched', '1');
    const { ETag } = await head('matched');
    await put('matched', '2', { IfMatch: ETag ?? '' });
    await expect(put('matched', '3', { IfMatch: ETag ?? '' })).rejects.toThrow(named('PreconditionFailed'));
    expect((await read('matched')).bytes.toString()).toBe('2');
  });

  test('a read of what the client already has answers 304', async () => {
    await put('cached', 'x');
    const { ETag } = await head('cached');
    await expect(read('cached', { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
  });

  test.each([
    ['SHA-256', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }],
    ['CRC32', { ChecksumCRC32: Buffer.alloc(4).toString('base64') }],
  ])('a body with a wrong %s is refused and leaves nothing', async (_name, checksum) => {
    await expect(put('corrupt', 'abc', checksum)).rejects.toThrow(named('BadDigest'));
    await expect(head('corrupt')).rejects.toThrow(named('NotFound'));
  });

  test('the stored checksum is returned to who asks for it', async () => {
    await put('summed', 'abc', { ChecksumAlgorithm: 'SHA256' });
    const { ChecksumSHA256 } = await read('summed', { ChecksumMode: 'ENABLED' });
    expect(ChecksumSHA256).toBe('ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=');
  });
});

describe('multipart uploads', () => {
  test('twenty megabytes in parts come back as one', async () => {
    const bytes = randomBytes(20 * 1024 * 1024);
    const params = { Bucket, Key: 'parts', Body: Readable.from([bytes]) };
    await new Upload({ client: s3, params, partSize: 6 * 1024 * 1024 }).done();
    const object = await read('parts');
    expect(object.bytes.equals(bytes)).toBe(true);
    expect(object.ETag).toMatch(/-4"$/);
  });

  test('an upload lists its parts until it is aborted', async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'aborted' }));
    const upload = { Bucket, Key: 'aborted', UploadId };
    await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'abc' }));
    expect((await s3.send(new ListPartsCommand(upload))).Parts).toHaveLength(1);
    await s3.send(new AbortMultipartUploadCommand(upload));
    await expect(s3.send(new ListPartsCommand(upload))).rejects.toThrow(named('NoSuchUpload'));
  });
});

describe('listing', () => {
  const keys = Array.from({ length: 1100 }, (_, i) => `list/${String(i).padStart(5, '0')}`);

  beforeAll(async () => {
    for (let from = 0; from < keys.length; from += 50) {
      await Promise.all(keys.slice(from, from + 50).map((key) => put(key, 'x')));
    }
    await put('list/deep/er', 'x');
  });

  test('pages give every key of a prefix once and in order', async () => {
    const seen: string[] = [];
    let ContinuationToken: string | undefined;
    let pages = 0;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: 'list/0',
          ...(ContinuationToken ? { ContinuationToken } : {}),
        }),
      );
      seen.push(...(page.Contents ?? []).map((object) => object.Key ?? ''));
      ContinuationToken = page.NextContinuationToken;
      pages += 1;
    } while (ContinuationToken);
    expect(seen).toEqual(keys);
    expect(pages).toBe(2);
  });

  test('a delimiter folds keys into prefixes', async () => {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'list/', Delimiter: '/', StartAfter: 'list/01098' }),
    );
    expect(page.Contents?.map((object) => object.Key)).toEqual(['list/01099']);
    expect(page.CommonPrefixes?.map((prefix) => prefix.Prefix)).toEqual(['list/deep/']);
  });

  test('a thousand objects are deleted at once', async () => {
    const Objects = keys.slice(0, 1000).map((Key) => ({ Key }));
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(1000);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/0' }));
    expect(Contents).toHaveLength(100);
  });
});
