import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { FactArchive } from '../ports.ts';

/** Facts in a bucket, below `facts/`. */
export const s3FactArchive = (client: S3Client, bucket: string): FactArchive => ({
  write: async (name, text) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `facts/${name}`,
        Body: text,
        ContentType: 'application/x-ndjson',
      }),
    );
  },
});
