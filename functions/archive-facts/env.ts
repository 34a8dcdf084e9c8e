import type { EnvSpec } from '../../shared/runtime/env.ts';

export const archiveFactsEnv = { ARCHIVE_BUCKET: 'text' } as const satisfies EnvSpec;
