import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { s3StagingArea } from '../../../shared/aws/s3-staging-area.ts';

const s3 = mockClient(S3Client);
const staging = s3StagingArea(s3 as unknown as S3Client, 'bucket');
const keys = (count: number) => Array.from({ length: count }, (_, index) => `staging/acme/s/c/${index}`);

/** The upload looks at its client's configuration, which the mock does not have. */
const withConfig = () => Object.assign(s3, { config: new S3Client({ region: 'eu-central-1' }).config });

async function* body() {
  yield Buffer.from('content');
}

beforeEach(() => s3.reset());

test('a small body is one request', async () => {
  s3.on(PutObjectCommand).resolves({});
  withConfig();

  await staging.put('staging/acme/s/c/0', body(), { name: 'ü.txt', mimeType: 'text/plain' });

  expect(s3.calls()).toHaveLength(1);
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
    Bucket: 'bucket',
    Key: 'staging/acme/s/c/0',
    Metadata: { name: '%C3%BC.txt', type: 'text%2Fplain' },
  });
});

test('a large body that breaks leaves no parts behind', async () => {
  withConfig();
  s3.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload-1' });
  s3.on(UploadPartCommand).resolves({ ETag: 'tag' });
  s3.on(AbortMultipartUploadCommand).resolves({});
  const broken = async function* () {
    for (let part = 0; part < 12; part += 1) yield Buffer.alloc(1_048_576);
    throw new Error('The connection was lost.');
  };

  const putting = staging.put('staging/acme/s/c/0', broken(), { name: null, mimeType: null });

  await expect(putting).rejects.toThrow('The connection was lost.');
  expect(s3.commandCalls(AbortMultipartUploadCommand)[0]?.args[0].input).toMatchObject({
    UploadId: 'upload-1',
  });
});

test('objects are removed by the thousand', async () => {
  s3.on(DeleteObjectsCommand).resolves({});

  await staging.remove(keys(2_001));

  const sent = s3.commandCalls(DeleteObjectsCommand).map(({ args: [{ input }] }) => input);
  expect(sent.map(({ Delete }) => Delete?.Objects?.length)).toEqual([1_000, 1_000, 1]);
  expect(sent[2]).toEqual({
    Bucket: 'bucket',
    Delete: { Objects: [{ Key: 'staging/acme/s/c/2000' }], Quiet: true },
  });
});

test('an object that could not be removed is an error without its key', async () => {
  s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'staging/acme/s/c/0', Code: 'InternalError' }] });

  const error: unknown = await staging.remove(keys(1)).catch((caught: unknown) => caught);

  expect(error).toMatchObject({ code: 'NOT_REMOVED', extra: { objects: 1, reason: 'InternalError' } });
  expect(JSON.stringify(error)).not.toContain('acme');
});

test('a tenant is emptied page by page', async () => {
  const pages = [keys(1_000), keys(3), [], []];
  s3.on(ListObjectsV2Command).callsFake(() => ({ Contents: pages.shift()?.map((Key) => ({ Key })) }));
  s3.on(DeleteObjectsCommand).resolves({});

  expect(await staging.removeAll('acme')).toEqual({ staged: 1_003, exports: 0 });

  const prefixes = s3.commandCalls(ListObjectsV2Command).map(({ args: [{ input }] }) => input.Prefix);
  expect(prefixes).toEqual(['staging/acme/', 'staging/acme/', 'staging/acme/', 'exports/acme/']);
});

test('no tenant is no reason to empty the bucket', async () => {
  await expect(staging.removeAll('')).rejects.toMatchObject({ code: 'NO_TENANT' });

  expect(s3.calls()).toEqual([]);
});

test('a missing object, which is forbidden to whom may not list the bucket, is missing', async () => {
  const forbidden = Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
  s3.on(GetObjectCommand).rejects(forbidden);
  s3.on(ListObjectsV2Command, { Prefix: 'staging/acme/s/c/1' }).resolves({});
  s3.on(ListObjectsV2Command, { Prefix: 'staging/acme/s/c/0' }).resolves({
    Contents: [{ Key: 'staging/acme/s/c/0' }],
  });

  expect(await staging.get('staging/acme/s/c/1')).toBeUndefined();
  await expect(staging.get('staging/acme/s/c/0')).rejects.toThrow('Access Denied');
});
