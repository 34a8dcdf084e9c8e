import type { EnvSpec } from '../../shared/runtime/env.ts';

export const managePrivacyEnv = {
  INTEGRATIONS_TABLE: 'text',
  PURGE_QUEUE_URL: 'url',
  INSPECTION_SECRET_ID: 'text',
  CURSOR_SECRET_ID: 'text',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
