import type { EnvSpec } from '../../shared/runtime/env.ts';

export const scanNowEnv = {
  INTEGRATIONS_TABLE: 'text',
  AGENTS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  SCAN_LANE_URL: 'url',
  BUS_NAME: 'text',
  TENANT_CLAIM: 'text',
  ROLES_CLAIM: 'text',
} as const satisfies EnvSpec;
