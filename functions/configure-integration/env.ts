import type { EnvSpec } from '../../shared/runtime/env.ts';

export const configureIntegrationEnv = {
  INTEGRATIONS_TABLE: 'text',
  KEY_STORE: 'text',
  SECRET_PREFIX: 'text',
  SECRET_KEY_ID: 'text',
  BUS_NAME: 'text',
  COMPLIANCE_API_URL: 'url',
  COMPLIANCE_API_ALLOW_LOOPBACK: 'boolean',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
