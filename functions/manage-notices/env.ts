import type { EnvSpec } from '../../shared/runtime/env.ts';

export const manageNoticesEnv = {
  INTEGRATIONS_TABLE: 'text',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
