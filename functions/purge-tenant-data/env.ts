import type { EnvSpec } from '../../shared/runtime/env.ts';

export const purgeTenantDataEnv = {
  TENANT_ROLE_ARN: 'text',
  INTEGRATIONS_TABLE: 'text',
  AGENTS_TABLE: 'text',
  EVENTS_TABLE: 'text',
  STAGING_BUCKET: 'text',
  ARCHIVE_BUCKET: 'text',
  PURGE_QUEUE_URL: 'url',
  BUS_NAME: 'text',
} as const satisfies EnvSpec;
