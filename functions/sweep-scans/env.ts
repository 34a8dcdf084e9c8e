import type { EnvSpec } from '../../shared/runtime/env.ts';

export const sweepScansEnv = {
  INTEGRATIONS_TABLE: 'text',
  AGENTS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  SCAN_LANE_URL: 'url',
  STAGE: 'text',
} as const satisfies EnvSpec;
