import type { EnvSpec } from '../../shared/runtime/env.ts';

export const deleteIntegrationEnv = {
  INTEGRATIONS_TABLE: 'text',
  KEY_STORE: 'text',
  SECRET_PREFIX: 'text',
  SCHEDULE_GROUP: 'text',
  SCHEDULE_TARGET_ARN: 'text',
  SCHEDULE_ROLE_ARN: 'text',
  SCHEDULE_DLQ_ARN: 'text',
  PURGE_QUEUE_URL: 'url',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
