import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startS3 } from '../../local/aws/s3/server.ts';
import { s3Client } from '../../shared/aws/s3.ts';
import { s3FactArchive } from '../../shared/aws/s3-fact-archive.ts';
import type { FactArchive } from '../../shared/ports/fact-archive.ts';
import { memoryFactArchive } from '../support/memory/fact-archive.ts';
import { pointToLocalAws } from './local-aws.ts';
import { aTenant } from './samples.ts';

interface Archive {
  readonly archive: FactArchive;
  /** Files by key. */
  files(): Promise<Map<string, string>>;
  close(): Promise<void>;
}

const inMemory = async (): Promise<Archive> => {
  const files = new Map<string, string>();
  return { archive: memoryFactArchive(files), files: async () => files, close: async () => {} };
};

const onS3 = async (): Promise<Archive> => {
  const folder = await mkdtemp(join(tmpdir(), 'contract-archive-'));
  const server = await startS3({ folder });
  server.createBucket('archive');
  pointToLocalAws({ S3: server.url });
  const client = s3Client();
  return {
    archive: s3FactArchive(client, 'archive'),
    files: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'archive' }));
      const files = new Map<string, string>();
      for (const { Key = '' } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: 'archive', Key }));
        files.set(Key, (await Body?.transformToString()) ?? '');
      }
      return files;
    },
    close: async () => {
      client.destroy();
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
};

describe.each([
  ['memory', inMemory],
  ['S3', onS3],
])('the archive on %s', (_, open) => {
  let subject: Archive;

  beforeAll(async () => {
    subject = await open();
  });
  afterAll(() => subject.close());

  const line = (userId: string, n = 0) => `${JSON.stringify({ userId, n })}\n`;

  test('has files of each tenant below its kind', async () => {
    const tenant = aTenant();

    await subject.archive.write(tenant, 'facts', '2026-10-01/a.ndjson', line('user_1'));
    await subject.archive.write(tenant, 'facts', '2026-10-01/a.ndjson', line('user_2'));

    expect((await subject.files()).get(`facts/${tenant}/2026-10-01/a.ndjson`)).toBe(line('user_2'));
  });

  test('forgets a person line by line, in all files of the tenant and of no other', async () => {
    const [tenant, other] = [aTenant(), aTenant()];
    await subject.archive.write(tenant, 'facts', '2026-10-01/a.ndjson', line('user_1') + line('user_10'));
    await subject.archive.write(
      tenant,
      'facts',
      '2026-10-02/b.ndjson',
      line('user_1', 1) + line('user_1', 2),
    );
    await subject.archive.write(tenant, 'ocsf', '2026-10-01/a.ndjson', line('user_1') + line('user_2'));
    await subject.archive.write(other, 'facts', '2026-10-01/a.ndjson', line('user_1'));

    expect(await subject.archive.removeMentions(tenant, 'user_1')).toBe(3);

    const files = await subject.files();
    expect(files.get(`facts/${tenant}/2026-10-01/a.ndjson`)).toBe(line('user_10'));
    expect(files.has(`facts/${tenant}/2026-10-02/b.ndjson`)).toBe(false);
    expect(files.get(`ocsf/${tenant}/2026-10-01/a.ndjson`)).toBe(line('user_2'));
    expect(files.get(`facts/${other}/2026-10-01/a.ndjson`)).toBe(line('user_1'));
    expect(await subject.archive.removeMentions(tenant, 'user_1')).toBe(0);
  });

  test('forgets a tenant, and no other whose name begins alike', async () => {
    const tenant = aTenant();
    await subject.archive.write(tenant, 'facts', '2026-10-01/a.ndjson', line('user_1') + line('user_2'));
    await subject.archive.write(tenant, 'ocsf', '2026-10-01/a.ndjson', line('user_1'));
    await subject.archive.write(`${tenant}0`, 'facts', '2026-10-01/a.ndjson', line('user_1'));

    expect(await subject.archive.removeAll(tenant)).toBe(2);

    const keys = [...(await subject.files()).keys()].filter((key) => key.includes(tenant));
    expect(keys).toEqual([`facts/${tenant}0/2026-10-01/a.ndjson`]);
  });
});
