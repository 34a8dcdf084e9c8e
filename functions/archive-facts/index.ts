import { s3Client } from '../../shared/aws/s3.ts';
import { s3FactArchive } from '../../shared/aws/s3-fact-archive.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { archiveFactsEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(archiveFactsEnv, process.env);

export const handler = createHandler({
  archive: s3FactArchive(s3Client(), env.ARCHIVE_BUCKET),
  log: createLog({ service: 'archive-facts' }),
});
