import type * as z from 'zod/mini';
import type { auditList } from '../../../shared/api/audit.ts';
import type { retentionAnswer } from '../../../shared/api/privacy.ts';

export type { AgentAnswer, AgentDetail } from '../../../shared/api/agent.ts';
export type { EstimateAnswer } from '../../../shared/api/estimate.ts';
export type { EventAnswer } from '../../../shared/api/event.ts';
export type { ExportLink } from '../../../shared/api/export.ts';
export type { IntegrationCard } from '../../../shared/api/integration.ts';
export type { NoticesAnswer } from '../../../shared/api/notices.ts';
export type { OverviewAnswer } from '../../../shared/api/overview.ts';
export type { PolicyAnswer, PolicyEdit, TryAnswer, TryBody } from '../../../shared/api/policy.ts';
export type { PurgeAnswer } from '../../../shared/api/privacy.ts';
export type { Problem, ProblemCode } from '../../../shared/api/problem.ts';
export type { ScanAnswer } from '../../../shared/api/scan.ts';

// The shapes are those that the API's own schemas describe.

export interface ListAnswer<T> {
  readonly items: readonly T[];
  /** Null at the end. */
  readonly nextCursor: string | null;
}

export type RetentionAnswer = z.infer<typeof retentionAnswer>;
export type AuditEntry = z.infer<typeof auditList>['items'][number];
