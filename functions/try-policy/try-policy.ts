import { TRY_TEXT_BYTES, type TryAnswer, type TryBody } from '../../shared/api/policy.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_POLICY_VERSION, type InspectionPolicy } from '../../shared/inspection/policy.ts';
import type { InspectionResult } from '../../shared/inspection/result.ts';
import { tenantHashKey } from '../../shared/policies/tenant-hash-key.ts';
import type { PolicyStore } from '../../shared/ports/policy-store.ts';

export interface TryPolicyDeps {
  readonly policies: Pick<PolicyStore, 'inForce' | 'find'>;
  /** The deployment's inspection secret. */
  inspectionSecret(): Promise<string>;
  /** A stored policy by tenant and version. */
  policyOf(tenant: Tenant, version: string): Promise<InspectionPolicy>;
  /** The engine that inspects files. Ends by itself. */
  inspect(text: Uint8Array, policy: InspectionPolicy, signal: AbortSignal): Promise<InspectionResult>;
}

/**
 * What a policy finds in a text, exactly as in an uploaded text file. Nothing is kept: neither the text nor that it was
 * tried, and the answer holds places and masked samples only.
 * @throws AppError VALIDATION for a policy or pattern that cannot be used, BODY_TOO_LARGE for a text beyond 16 KB.
 */
export async function tryPolicy(
  deps: TryPolicyDeps,
  tenant: Tenant,
  { text, policy: draft, pattern }: TryBody,
  signal: AbortSignal,
): Promise<TryAnswer> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > TRY_TEXT_BYTES) {
    throw new AppError('invalid', 'BODY_TOO_LARGE', `The text has more than ${TRY_TEXT_BYTES} bytes.`);
  }
  const inForce = await deps.policies.inForce(tenant);
  const version = inForce?.version ?? DEFAULT_POLICY_VERSION;
  const policy = draft
    ? await draftPolicy(deps, tenant, version, draft)
    : await deps.policyOf(tenant, version);
  const dryRun = pattern ? await runAlone(pattern, text) : null;

  const result = await deps.inspect(bytes, policy, signal);
  if (result.status === 'failed') {
    throw new AppError('upstream-busy', 'UNAVAILABLE', 'The text could not be inspected; try again.');
  }
  const unread = result.status === 'skipped' && result.reason ? [result.reason] : [];
  return {
    policyVersion: draft ? null : version,
    risk: result.risk,
    findings: result.findings.map((finding) => ({
      ...finding,
      places: [...finding.places],
      samples: [...finding.samples],
    })),
    partial: [...unread, ...result.partialReasons],
    dryRun,
  };
}

async function draftPolicy(
  { policies, inspectionSecret }: TryPolicyDeps,
  tenant: Tenant,
  version: string,
  draft: NonNullable<TryBody['policy']>,
): Promise<InspectionPolicy> {
  const [before, secret, { editedPolicy }] = await Promise.all([
    policies.find(tenant, version),
    inspectionSecret(),
    import('../../shared/policies/edited-policy.ts'),
  ]);
  const hashKey = tenantHashKey(secret, tenant);
  return { ...editedPolicy(draft, before, hashKey).policy, hashKey };
}

async function runAlone(
  pattern: NonNullable<TryBody['pattern']>,
  text: string,
): Promise<NonNullable<TryAnswer['dryRun']>> {
  const { dryRunPattern } = await import('../../shared/inspection/custom/dry-run.ts');
  const { problems, count, samples, msPerMegabyte } = dryRunPattern(pattern, text);
  if (problems.length === 0) return { count, samples: [...samples], msPerMegabyte };
  throw new AppError('invalid', 'VALIDATION', 'The pattern is not valid.', {
    extra: { errors: problems.map((message) => ({ path: 'pattern', message })) },
  });
}
