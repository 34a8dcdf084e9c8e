import { s3Client } from '../../shared/aws/s3.ts';
import { s3FactArchive } from '../../shared/aws/s3-fact-archive.ts';
import { stsClient } from '../../shared/aws/sts.ts';
import { tenantCredentials } from '../../shared/aws/tenant-credentials.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { archiveFactsEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(archiveFactsEnv, process.env);
const asTenant = tenantCredentials(stsClient(), env.TENANT_ROLE_ARN);

export const handler = createHandler({
  archive: s3FactArchive(s3Client(asTenant), env.ARCHIVE_BUCKET),
  log: createLog({ service: 'archive-facts' }),
});
