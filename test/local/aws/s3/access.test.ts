import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, expect, test } from 'vitest';
import { accessControl } from '../../../../local/aws/iam/access.ts';
import { statementsOf } from '../../../../local/aws/iam/policy.ts';
import { startS3 } from '../../../../local/aws/s3/server.ts';
import { s3StagingArea } from '../../../../shared/aws/s3-staging-area.ts';
import { clientTo, temporaryFolder } from '../support/endpoint.ts';

// The staging area as the function that inspects sees it: its session may read, list and remove what is acme's.

const ROLE = 'arn:aws:iam::000000000000:role/tenant';
const Bucket = 'staging';
const access = accessControl();
access.define({
  arn: ROLE,
  statements: statementsOf({
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:DeleteObject'],
        Resource: `arn:aws:s3:::${Bucket}/staging/acme/*`,
      },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: `arn:aws:s3:::${Bucket}`,
        Condition: { StringLike: { 's3:prefix': 'staging/acme/*' } },
      },
    ],
  }),
  trust: [],
});

const server = await startS3({ folder: temporaryFolder(), access });
server.createBucket(Bucket);
afterAll(() => server.stop());
const administrator = new S3Client({ ...clientTo(server.url), forcePathStyle: true });
const { keyId = '', sessionToken = '' } = access.credentialsOf(ROLE) ?? {};
const inSession = new S3Client({
  ...clientTo(server.url),
  forcePathStyle: true,
  credentials: { accessKeyId: keyId, secretAccessKey: 'local', sessionToken },
});
const staging = s3StagingArea(inSession, Bucket);
const put = (Key: string) => administrator.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
const denied = { name: 'AccessDenied' };

test("the tenant's own copies are read, found missing, and removed", async () => {
  await put('staging/acme/s/c/0');

  expect((await staging.get('staging/acme/s/c/0'))?.sizeBytes).toBe(1);
  expect(await staging.get('staging/acme/s/c/1')).toBeUndefined();
  await staging.remove(['staging/acme/s/c/0']);
  expect(await staging.get('staging/acme/s/c/0')).toBeUndefined();
});

test("another tenant's are not, there or not", async () => {
  await put('staging/other/s/c/0');
  await put('staging/acme/s/c/2');

  await expect(staging.get('staging/other/s/c/0')).rejects.toMatchObject(denied);
  await expect(staging.get('staging/other/s/c/1')).rejects.toMatchObject(denied);
  await expect(staging.remove(['staging/acme/s/c/2', 'staging/other/s/c/0'])).rejects.toMatchObject(denied);
  await expect(staging.removeAll('other')).rejects.toMatchObject(denied);
  await expect(
    staging.put('staging/acme/s/c/3', body(), { name: null, mimeType: null }),
  ).rejects.toMatchObject(denied);
});

async function* body() {
  yield Buffer.from('content');
}
