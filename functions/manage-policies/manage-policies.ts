import type * as z from 'zod/mini';
import { type PolicyAnswer, type policyBody, policyOf } from '../../shared/api/policy.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_POLICY_VERSION, defaultPolicy } from '../../shared/inspection/policy.ts';
import { tenantHashKey } from '../../shared/policies/tenant-hash-key.ts';
import type { PolicyInForce, PolicyStore, StoredPolicy } from '../../shared/ports/policy-store.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface ManagePoliciesDeps extends AuditDeps {
  readonly policies: PolicyStore;
  /** The deployment's inspection secret. */
  inspectionSecret(): Promise<string>;
}

// The data types and the engine for patterns are larger than everything else here, so they are loaded with the first request.
const engine = () => import('../../shared/policies/edited-policy.ts');
const dataTypes = () => import('../../shared/policies/catalogue.ts');
const bounds = () => import('../../shared/inspection/policy-problems.ts');

/** The tenant's policy, with everything that there is to choose from. */
export async function readPolicy({ policies }: ManagePoliciesDeps, tenant: Tenant): Promise<PolicyAnswer> {
  const { inForce, stored } = await current(policies, tenant);
  return answerOf(inForce, stored);
}

/**
 * Puts a policy into force, from the next scan on.
 * @throws AppError POLICY_CHANGED where another version is in force than the one it was made from; VALIDATION,
 *   POLICY_TOO_LARGE.
 */
export async function savePolicy(
  deps: ManagePoliciesDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  body: z.output<typeof policyBody>,
): Promise<PolicyAnswer> {
  const saved = await audited(
    deps,
    caller,
    'set-policy',
    () => replace(deps, caller, body),
    ({ inForce, stored }) => ({
      version: inForce.version,
      before: body.version,
      reinspect: body.reinspect,
      typesOff: Object.values(stored.policy.types).filter(({ enabled }) => enabled === false).length,
      exclusions: stored.policy.exclusions.length,
    }),
  );
  return answerOf(saved.inForce, saved.stored);
}

async function replace(
  { policies, inspectionSecret, clock }: ManagePoliciesDeps,
  { tenant, actor }: Pick<Caller, 'tenant' | 'actor'>,
  { version, policy, reinspect }: z.output<typeof policyBody>,
): Promise<{ inForce: PolicyInForce; stored: StoredPolicy }> {
  const [before, secret, { editedPolicy }] = await Promise.all([
    current(policies, tenant),
    inspectionSecret(),
    engine(),
  ]);
  if ((before.inForce?.version ?? DEFAULT_POLICY_VERSION) !== version) throw changed();
  const stored = editedPolicy(policy, before.stored, tenantHashKey(secret, tenant));
  const savedAt = new Date(clock.now()).toISOString();
  const inForce = {
    version: stored.policy.version,
    savedAt,
    savedBy: actor,
    reinspectAskedAt: reinspect ? savedAt : (before.inForce?.reinspectAskedAt ?? null),
  };
  const outcome = await policies.save(tenant, inForce, stored, before.inForce?.version ?? null);
  if (outcome === 'changed') throw changed();
  return { inForce, stored };
}

async function current(
  policies: PolicyStore,
  tenant: Tenant,
): Promise<{ inForce: PolicyInForce | undefined; stored: StoredPolicy }> {
  const inForce = await policies.inForce(tenant);
  const stored = inForce && (await policies.find(tenant, inForce.version));
  return { inForce, stored: stored ?? nothingChanged() };
}

function nothingChanged(): StoredPolicy {
  const { hashKey: _, ...policy } = defaultPolicy(new Uint8Array());
  return { policy, exclusionLabels: {} };
}

async function answerOf(inForce: PolicyInForce | undefined, stored: StoredPolicy): Promise<PolicyAnswer> {
  const [{ CATALOGUE, CATALOGUE_GROUPS }, { MAX_POLICY_BYTES }, { POLICY_LIMITS }] = await Promise.all([
    dataTypes(),
    engine(),
    bounds(),
  ]);
  return {
    version: inForce?.version ?? DEFAULT_POLICY_VERSION,
    savedAt: inForce?.savedAt ?? null,
    savedBy: inForce?.savedBy ?? null,
    policy: policyOf(stored),
    catalogue: CATALOGUE.map((entry) => ({ ...entry, risk: entry.risk.map((step) => ({ ...step })) })),
    groups: CATALOGUE_GROUPS,
    limits: { ...POLICY_LIMITS, bytes: MAX_POLICY_BYTES },
  };
}

const changed = (): AppError =>
  new AppError('conflict', 'POLICY_CHANGED', 'The policy has changed meanwhile: read it again.');
