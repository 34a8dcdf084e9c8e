import { dynamoPolicyStore } from '../../shared/aws/dynamo-policy-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { secretValue } from '../../shared/aws/secret-value.ts';
import { secretsClient } from '../../shared/aws/secrets-manager.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import { createSandbox } from '../../shared/inspection/sandbox.ts';
import { inspectionPolicies } from '../../shared/policies/inspection-policies.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { tryPolicyEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(tryPolicyEnv, process.env);
const policies = dynamoPolicyStore(documentClient(), env.INTEGRATIONS_TABLE);
const inspectionSecret = secretValue(secretsClient(), env.INSPECTION_SECRET_ID);
const sandbox = createSandbox();

/** A person waits. */
const limits = { ...DEFAULT_LIMITS, timeMs: 10_000 };

export const handler = createHandler({
  policies,
  inspectionSecret,
  policyOf: inspectionPolicies(policies, inspectionSecret),
  inspect: (bytes, policy, signal) =>
    sandbox.inspect({ bytes, declaredName: 'text.txt', declaredType: 'text/plain' }, policy, limits, signal),
  clock: systemClock,
  log: createLog({ service: 'try-policy' }),
  claims: { tenant: env.TENANT_CLAIM, roles: env.ROLES_CLAIM },
});
