import { dynamoNoticeStore } from '../../shared/aws/dynamo-notice-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { snsClients } from '../../shared/aws/sns.ts';
import { snsNoticeTopics } from '../../shared/aws/sns-notice-topics.ts';
import { stsClient } from '../../shared/aws/sts.ts';
import { tenantCredentials } from '../../shared/aws/tenant-credentials.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { sendNoticesEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(sendNoticesEnv, process.env);
const asTenant = tenantCredentials(stsClient(), env.TENANT_ROLE_ARN);

export const handler = createHandler({
  notices: dynamoNoticeStore(documentClient(asTenant), env.INTEGRATIONS_TABLE),
  topics: snsNoticeTopics(snsClients(asTenant)),
  log: createLog({ service: 'send-notices' }),
  meter: createMeter({ service: 'send-notices', stage: env.STAGE }),
});
