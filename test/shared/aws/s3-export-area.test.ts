import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { LINK_SECONDS, s3ExportArea } from '../../../shared/aws/s3-export-area.ts';

const client = new S3Client({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
});
const s3 = mockClient(client);

beforeEach(() => {
  s3.reset();
});

const now = Date.parse('2026-10-01T12:00:00Z');
const area = s3ExportArea(client, 'staging-bucket', { now: () => now });

async function* text() {
  yield '\uFEFF"Name"\r\n';
  yield '"é"\r\n';
}

test('an export is stored below the tenant’s prefix as an attachment, and linked for a while', async () => {
  s3.on(PutObjectCommand).resolves({});

  const { url, expiresAt } = await area.put('acme', {
    name: 'events.csv',
    mediaType: 'text/csv; charset=utf-8',
    text: text(),
  });

  const [call] = s3.commandCalls(PutObjectCommand);
  const { Key = '', Body, ...input } = call?.args[0].input ?? {};
  expect(input).toMatchObject({
    Bucket: 'staging-bucket',
    ContentType: 'text/csv; charset=utf-8',
    ContentDisposition: 'attachment; filename="events.csv"',
  });
  expect(Key).toMatch(/^exports\/acme\/[0-9a-f-]{36}$/);
  expect(Buffer.from(Body as Uint8Array).toString()).toBe('\uFEFF"Name"\r\n"é"\r\n');

  const link = new URL(url);
  expect(link.pathname).toBe(`/${Key}`);
  expect(link.searchParams.get('X-Amz-Expires')).toBe(String(LINK_SECONDS));
  expect(link.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  expect(expiresAt).toBe('2026-10-01T12:15:00.000Z');
});

test('an export whose rows cannot be read is not linked', async () => {
  s3.on(PutObjectCommand).resolves({});
  async function* broken() {
    yield 'a';
    throw new Error('The list is gone.');
  }

  const put = area.put('acme', { name: 'events.csv', mediaType: 'text/csv', text: broken() });

  await expect(put).rejects.toThrow('The list is gone.');
  expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0);
});
