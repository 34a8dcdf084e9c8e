import type { EnvSpec } from '../../shared/runtime/env.ts';

export const inspectContentEnv = {
  TENANT_ROLE_ARN: 'text',
  INTEGRATIONS_TABLE: 'text',
  AGENTS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  STAGING_BUCKET: 'text',
  SCAN_LANE_URL: 'url',
  BUS_NAME: 'text',
  INSPECTION_SECRET_ID: 'text',
  STAGE: 'text',
} as const satisfies EnvSpec;
