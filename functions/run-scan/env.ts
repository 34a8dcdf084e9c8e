import type { EnvSpec } from '../../shared/runtime/env.ts';

export const runScanEnv = {
  TENANT_ROLE_ARN: 'text',
  INTEGRATIONS_TABLE: 'text',
  AGENTS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  STAGING_BUCKET: 'text',
  SCAN_LANE_URL: 'url',
  INSPECTION_QUEUE_URL: 'url',
  BUS_NAME: 'text',
  KEY_STORE: 'text',
  SECRET_PREFIX: 'text',
  SECRET_KEY_ID: 'text',
  INSPECTION_SECRET_ID: 'text',
  SCHEDULE_GROUP: 'text',
  SCHEDULE_TARGET_ARN: 'text',
  SCHEDULE_ROLE_ARN: 'text',
  SCHEDULE_DLQ_ARN: 'text',
  COMPLIANCE_API_URL: 'url',
  COMPLIANCE_API_ALLOW_LOOPBACK: 'boolean',
  SLICE_SECONDS: 'integer',
  STAGE: 'text',
} as const satisfies EnvSpec;
