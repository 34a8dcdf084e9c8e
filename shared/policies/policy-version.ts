import { digest } from '../hash.ts';
import { DEFAULT_POLICY_VERSION, type TenantPolicy } from '../inspection/policy.ts';

/**
 * The version of a policy: a hash of what it says, so that going back to an earlier policy goes back to its version, and
 * a policy that changes nothing is the default. Expects members in the order in which `editedPolicy` puts them.
 */
export function policyVersion(policy: Omit<TenantPolicy, 'version'>): string {
  const { types, minConfidence, exclusions, ...lists } = policy;
  const changesNothing =
    Object.keys(types).length === 0 &&
    minConfidence === 'medium' &&
    exclusions.length === 0 &&
    Object.values(lists).every((list) => list.length === 0);
  return changesNothing ? DEFAULT_POLICY_VERSION : digest(JSON.stringify(policy)).slice(0, 16);
}
