import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { forEachConcurrently } from '../concurrency.ts';
import { type Tenant, tenantFrom } from '../domain/tenant.ts';
import type { ArchiveKind, FactArchive } from '../ports/fact-archive.ts';
import { keysUnder } from './object-keys.ts';

const KINDS = ['facts', 'ocsf'] as const satisfies readonly ArchiveKind[];
const IN_FLIGHT = 16;

const prefixOf = (kind: ArchiveKind, tenant: Tenant): string => `${kind}/${tenantFrom(tenant)}/`;

/** Facts in a bucket: `facts/<tenant>/<day>/…` as the bus had them, `ocsf/<tenant>/<day>/…` as a SIEM reads them. */
export function s3FactArchive(client: S3Client, bucket: string): FactArchive {
  const put = async (Key: string, Body: string) => {
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/x-ndjson' }),
    );
  };

  /** Rewrites a file without some of its lines; returns how many those were. */
  const rewrite = async (Key: string, goes: (line: string) => boolean) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const lines = ((await Body?.transformToString()) ?? '').split('\n').filter(Boolean);
    const kept = lines.filter((line) => !goes(line));
    if (kept.length === 0) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    else if (kept.length < lines.length) await put(Key, `${kept.join('\n')}\n`);
    return lines.length - kept.length;
  };

  const removeLines = async (tenant: Tenant, goes: (line: string) => boolean) => {
    const removed = { facts: 0, ocsf: 0 };
    for (const kind of KINDS) {
      await forEachConcurrently(keysUnder(client, bucket, prefixOf(kind, tenant)), IN_FLIGHT, async (key) => {
        const lines = await rewrite(key, goes);
        removed[kind] += lines;
      });
    }
    return removed.facts;
  };

  return {
    write: (tenant, kind, name, text) => put(`${prefixOf(kind, tenant)}${name}`, text),
    removeAll: (tenant) => removeLines(tenant, () => true),
    removeMentions: (tenant, userId) => {
      const id = JSON.stringify(userId);
      return removeLines(tenant, (line) => line.includes(id));
    },
  };
}
