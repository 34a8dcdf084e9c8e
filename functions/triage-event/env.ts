import type { EnvSpec } from '../../shared/runtime/env.ts';

export const triageEventEnv = {
  INTEGRATIONS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
