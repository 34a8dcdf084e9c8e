import type { EnvSpec } from '../../shared/runtime/env.ts';

export const deadLetterEnv = {
  INTEGRATIONS_TABLE: 'text',
  AGENTS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  STAGING_BUCKET: 'text',
  SCAN_LANE_URL: 'url',
  BUS_NAME: 'text',
  STAGE: 'text',
} as const satisfies EnvSpec;
