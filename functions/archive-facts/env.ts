import type { EnvSpec } from '../../shared/runtime/env.ts';

export const archiveFactsEnv = { TENANT_ROLE_ARN: 'text', ARCHIVE_BUCKET: 'text' } as const satisfies EnvSpec;
