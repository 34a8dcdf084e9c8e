import type { EnvSpec } from '../../shared/runtime/env.ts';

export const sendNoticesEnv = { INTEGRATIONS_TABLE: 'text', STAGE: 'text' } as const satisfies EnvSpec;
