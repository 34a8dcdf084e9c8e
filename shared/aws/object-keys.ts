import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** Every key that begins with the prefix, page after page. */
export async function* keysUnder(
  client: S3Client,
  bucket: string,
  prefix: string,
): AsyncGenerator<string, void> {
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key = '' } of page.Contents ?? []) yield Key;
    token = page.NextContinuationToken;
  } while (token);
}
