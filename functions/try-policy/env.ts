import type { EnvSpec } from '../../shared/runtime/env.ts';

export const tryPolicyEnv = {
  INTEGRATIONS_TABLE: 'text',
  INSPECTION_SECRET_ID: 'text',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
