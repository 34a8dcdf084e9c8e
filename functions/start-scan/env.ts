import type { EnvSpec } from '../../shared/runtime/env.ts';

export const startScanEnv = {
  TENANT_ROLE_ARN: 'text',
  INTEGRATIONS_TABLE: 'text',
  AGENTS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  SCAN_LANE_URL: 'url',
  BUS_NAME: 'text',
  STAGE: 'text',
} as const satisfies EnvSpec;
