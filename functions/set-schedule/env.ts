import type { EnvSpec } from '../../shared/runtime/env.ts';

export const setScheduleEnv = {
  INTEGRATIONS_TABLE: 'text',
  SCHEDULE_GROUP: 'text',
  SCHEDULE_TARGET_ARN: 'text',
  SCHEDULE_ROLE_ARN: 'text',
  SCHEDULE_DLQ_ARN: 'text',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
