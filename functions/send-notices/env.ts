import type { EnvSpec } from '../../shared/runtime/env.ts';

export const sendNoticesEnv = {
  TENANT_ROLE_ARN: 'text',
  INTEGRATIONS_TABLE: 'text',
  STAGE: 'text',
} as const satisfies EnvSpec;
