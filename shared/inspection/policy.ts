import type { Confidence, Risk } from './result.ts';

/** What a tenant wants found, and how much it matters. Plain data: it travels to the worker thread as it is. */
export interface InspectionPolicy {
  /** Kept with every result. */
  readonly version: string;
  /** The tenant's key for hashes of values, at least 16 bytes. Comes from the secret store, never from the policy's own record. */
  readonly hashKey: Uint8Array;
  /** Rules by data type id; a type without a rule is on. */
  readonly types: Readonly<Record<string, TypeRule>>;
  /** Detections below are left out, where the type has no own rule. */
  readonly minConfidence: Confidence;
  /** Keyed hashes of values that the tenant declared harmless. */
  readonly exclusions: readonly string[];
}

/** What a tenant may change about one data type. */
export interface TypeRule {
  readonly enabled?: boolean;
  readonly minConfidence?: Confidence;
  /** Fewer distinct values than this are not reported. */
  readonly minCount?: number;
  /** Replaces the type's own steps of risk. */
  readonly risk?: readonly RiskStep[];
}

/** From this many distinct values on, a finding has this risk. */
export interface RiskStep {
  readonly minCount: number;
  readonly risk: Risk;
}

/** Version of the policy of a tenant that has changed nothing. */
export const DEFAULT_POLICY_VERSION = 'default';

/** The policy of a tenant that has changed nothing. */
export function defaultPolicy(hashKey: Uint8Array): InspectionPolicy {
  return { version: DEFAULT_POLICY_VERSION, hashKey, types: {}, minConfidence: 'medium', exclusions: [] };
}
