import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Clock } from '../ports/clock.ts';
import type { ExportArea } from '../ports/export-area.ts';

/** Long enough to start the download; the object itself expires by the bucket's rule. */
export const LINK_SECONDS = 900;

/** Exports in a bucket, below `exports/<tenant>/`. The link is signed with the function's own right to read. */
export function s3ExportArea(client: S3Client, bucket: string, clock: Pick<Clock, 'now'>): ExportArea {
  return {
    put: async (tenant, { name, mediaType, text }) => {
      const object = { Bucket: bucket, Key: `exports/${tenant}/${randomUUID()}` };
      const upload = new Upload({
        client,
        params: {
          ...object,
          Body: Readable.from(text),
          ContentType: mediaType,
          ContentDisposition: `attachment; filename="${name}"`,
        },
      });
      await upload.done();
      const url = await getSignedUrl(client, new GetObjectCommand(object), { expiresIn: LINK_SECONDS });
      return { url, expiresAt: new Date(clock.now() + LINK_SECONDS * 1_000).toISOString() };
    },
  };
}
