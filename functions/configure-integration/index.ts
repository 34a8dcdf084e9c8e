import { dynamoAuditLog } from '../../shared/aws/dynamo-audit-log.ts';
import { dynamoIdempotencyStore } from '../../shared/aws/dynamo-idempotency-store.ts';
import { dynamoIntegrationStore } from '../../shared/aws/dynamo-integration-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { eventBridgeClient } from '../../shared/aws/eventbridge.ts';
import { eventBridgeFactBus } from '../../shared/aws/eventbridge-fact-bus.ts';
import { keyVault } from '../../shared/aws/key-vault.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { createComplianceApi } from '../../shared/compliance-api/client.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { configureIntegrationEnv } from './env.ts';
import { createHandler } from './handler.ts';
import { probeKey } from './probe-key.ts';
import { sampleActivity } from './sample-activity.ts';
import { sampleContents } from './sample-contents.ts';

const env = readEnv(configureIntegrationEnv, process.env);
const client = documentClient();

/** A person waits: quick attempts, not the patience of a scan. */
const connect = (apiKey: string, signal: AbortSignal, maxAttempts: number) =>
  createComplianceApi({
    apiKey,
    signal,
    maxAttempts,
    maxWaitMs: 3_000,
    idleTimeoutMs: 8_000,
    baseUrl: env.COMPLIANCE_API_URL,
    allowLoopback: env.COMPLIANCE_API_ALLOW_LOOPBACK,
  });

export const handler = createHandler({
  integrations: dynamoIntegrationStore(client, env.INTEGRATIONS_TABLE),
  vault: keyVault(client, secretsClient(), {
    store: env.KEY_STORE,
    table: env.INTEGRATIONS_TABLE,
    prefix: env.SECRET_PREFIX,
    keyId: env.SECRET_KEY_ID,
  }),
  facts: eventBridgeFactBus(eventBridgeClient(), env.BUS_NAME),
  audit: dynamoAuditLog(client, env.INTEGRATIONS_TABLE),
  idempotency: dynamoIdempotencyStore(client, env.INTEGRATIONS_TABLE),
  probe: (apiKey, signal) => probeKey(connect(apiKey, signal, 2)),
  survey: (apiKey, signal) => {
    const api = connect(apiKey, signal, 1);
    return {
      probe: () => probeKey(api),
      sample: (days) => sampleActivity(api, days),
      contents: (from, to, coverage) => sampleContents(api, from, to, coverage),
    };
  },
  clock: systemClock,
  log: createLog({ service: 'configure-integration' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
