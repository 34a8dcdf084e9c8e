import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { batches } from '../concurrency.ts';
import { tenantFrom } from '../domain/tenant.ts';
import { AppError } from '../errors.ts';
import type { StagingArea } from '../ports/staging-area.ts';
import { keysUnder } from './object-keys.ts';
import { decodeOrigin, encodeOrigin } from './object-origin.ts';

/** DeleteObjects takes 1,000 keys (S3, API). */
const MAX_DELETES = 1_000;

/** Where fetched content waits for its inspection, and exports for their download. */
export function s3StagingArea(client: S3Client, bucket: string): StagingArea {
  const remove = async (keys: readonly string[]) => {
    for (const batch of batches(keys, MAX_DELETES)) {
      const { Errors = [] } = await client.send(
        new DeleteObjectsCommand({
          Bucket: bucket,
          Delete: { Objects: batch.map((Key) => ({ Key })), Quiet: true },
        }),
      );
      if (Errors.length === 0) continue;
      throw new AppError('upstream-busy', 'NOT_REMOVED', 'Staged content could not be removed.', {
        extra: { objects: Errors.length, reason: Errors[0]?.Code },
      });
    }
  };

  const removePrefix = async (prefix: string) => {
    let removed = 0;
    for (;;) {
      // Always the first page: what it listed is gone by the next turn.
      const { Contents = [] } = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
      );
      if (Contents.length === 0) return removed;
      await remove(Contents.map(({ Key = '' }) => Key));
      removed += Contents.length;
    }
  };

  const isThere = async (key: string) => {
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
    );
    return Contents[0]?.Key === key;
  };

  return {
    put: async (key, body, origin) => {
      let written = 0;
      const counted = async function* () {
        for await (const part of body) {
          written += part.byteLength;
          yield part;
        }
      };
      const upload = new Upload({
        client,
        params: { Bucket: bucket, Key: key, Body: Readable.from(counted()), Metadata: encodeOrigin(origin) },
        queueSize: 2,
      });
      await upload.done();
      return written;
    },

    get: async (key) => {
      try {
        const {
          Body,
          ContentLength = 0,
          Metadata,
        } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return { body: Body as Readable, sizeBytes: ContentLength, ...decodeOrigin(Metadata) };
      } catch (error) {
        if (error instanceof NoSuchKey || (isForbidden(error) && !(await isThere(key)))) return undefined;
        throw error;
      }
    },

    remove,

    removeOf: ({ tenant, scanId }) => removePrefix(`staging/${tenantFrom(tenant)}/${scanId}/`),

    removeAll: async (tenant) => ({
      staged: await removePrefix(`staging/${tenantFrom(tenant)}/`),
      exports: await removePrefix(`exports/${tenantFrom(tenant)}/`),
    }),

    removeListed: async (tenant, keys) => {
      if (keys.length === 0) return 0;
      const wanted = new Set(keys);
      const found: string[] = [];
      const prefix = `staging/${tenantFrom(tenant)}/`;
      for await (const key of keysUnder(client, bucket, prefix)) if (wanted.has(key)) found.push(key);
      await remove(found);
      return found.length;
    },

    removeExports: (tenant) => removePrefix(`exports/${tenantFrom(tenant)}/`),
  };
}

/** What S3 says of an object that is not there to who may not list the whole bucket (S3, GetObject). */
const isForbidden = (error: unknown): boolean => error instanceof Error && error.name === 'AccessDenied';
