import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type S3Server, startS3 } from '../../../../local/aws/s3/server.ts';
import { clientTo, temporaryFolder } from '../support/endpoint.ts';

const DAY_MS = 86_400_000;
const Bucket = 'bucket';
const root = temporaryFolder();
let folders = 0;
let folder: string;
let server: S3Server;
let s3: S3Client;

async function start(): Promise<void> {
  server = await startS3({ folder });
  server.createBucket(Bucket);
  s3 = new S3Client(clientTo(server.url));
}

beforeEach(async () => {
  folders += 1;
  folder = `${root}/${folders}`;
  await start();
});
afterEach(() => server.stop());

const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const text = async (Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const bodies = () => readdirSync(join(folder, 'bodies'));

test('objects survive a restart, bodies that nothing refers to do not', async () => {
  await put('kept', 'content');
  await server.stop();
  writeFileSync(join(folder, 'bodies', 'orphan'), 'left by a killed process');
  await start();
  expect(await text('kept')).toBe('content');
  expect(bodies()).toHaveLength(1);
});

test('a replaced or deleted object leaves no body behind', async () => {
  await put('a', 'one');
  await put('a', 'two');
  expect(bodies()).toHaveLength(1);
});

test('objects are deleted when their lifecycle rule says so', async () => {
  await put('old/a', 'x');
  await put('new/a', 'x');
  const rules = [{ prefix: 'old/', days: 3 }];
  expect(server.expire(Bucket, rules, Date.now() + 2 * DAY_MS)).toBe(0);
  expect(server.expire(Bucket, rules, Date.now() + 4 * DAY_MS)).toBe(1);
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'old/a' }))).rejects.toThrow();
  expect(await text('new/a')).toBe('x');
});

test('a presigned address serves the object, with the headers it names, until it expires', async () => {
  await put('a', 'content');
  const command = new GetObjectCommand({
    ...{ Bucket, Key: 'a', ResponseContentDisposition: 'attachment; filename="a.csv"' },
  });
  const fresh = await fetch(await getSignedUrl(s3, command, { expiresIn: 60 }));
  expect(await fresh.text()).toBe('content');
  expect(fresh.headers.get('content-disposition')).toBe('attachment; filename="a.csv"');
  const signingDate = new Date(Date.now() - 61_000);
  const expired = await fetch(await getSignedUrl(s3, command, { expiresIn: 60, signingDate }));
  expect(expired.status).toBe(403);
});
