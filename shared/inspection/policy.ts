import type { Confidence, Risk } from './result.ts';

/** What a tenant wants found, and how much it matters. Plain data: it travels to the worker thread as it is. */
export interface InspectionPolicy extends TenantPolicy {
  /** The tenant's key for hashes of values, at least 16 bytes. Comes from the secret store, never from the policy's record. */
  readonly hashKey: Uint8Array;
}

/** The part of a policy that is kept and edited. See `policyProblems` for its bounds. */
export interface TenantPolicy {
  /** Kept with every result. */
  readonly version: string;
  /** Rules by data type id, custom ones included; a type without a rule is on. */
  readonly types: Readonly<Record<string, TypeRule>>;
  /** Detections below are left out, where the type has no own rule. */
  readonly minConfidence: Confidence;
  /** Keyed hashes of values that the tenant declared harmless. */
  readonly exclusions: readonly string[];
  readonly dictionaries: readonly Dictionary[];
  readonly patterns: readonly CustomPattern[];
  readonly exactData: readonly ExactDataList[];
  readonly labels: readonly LabelRule[];
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

/** A data type of the tenant's own. */
export interface CustomType {
  /** Upper snake case, not one of the built-in types. */
  readonly id: string;
  /** Name for people. */
  readonly name: string;
  readonly risk?: readonly RiskStep[];
}

/** Words and phrases that matter to the tenant: project names, code words, customers. */
export interface Dictionary extends CustomType {
  /** Found as whole words, whatever stands between the words of a phrase. */
  readonly words: readonly string[];
  readonly caseSensitive?: boolean;
}

/** A number or name of the tenant's own making, such as an employee id. */
export interface CustomPattern extends CustomType {
  /** RE2 syntax: no look-around, no back-references, so that matching takes linear time. */
  readonly pattern: string;
  /** The pattern counts only where one of these words stands near it or names it. */
  readonly near?: readonly string[];
}

/** Records of the tenant, such as customers, as keyed hashes. See `hashRecords`. */
export interface ExactDataList extends CustomType {
  /** One record each: the hash of its telling cell first, then those of its other cells. */
  readonly records: readonly (readonly string[])[];
  /** What the telling cells look like, so that most text needs no hashing. */
  readonly shapes: readonly string[];
  /** So many other cells of the record must stand nearby. */
  readonly minOthers: number;
}

/** What a sensitivity label of a document means to the tenant. */
export interface LabelRule {
  /** As the document carries it; case does not matter. */
  readonly label: string;
  readonly risk: Risk;
}

/** Version of the policy of a tenant that has changed nothing. */
export const DEFAULT_POLICY_VERSION = 'default';

/** All types of the tenant's own. */
export function customTypesOf(policy: TenantPolicy): CustomType[] {
  return [...policy.dictionaries, ...policy.patterns, ...policy.exactData];
}

/** The policy of a tenant that has changed nothing. */
export function defaultPolicy(hashKey: Uint8Array): InspectionPolicy {
  return {
    version: DEFAULT_POLICY_VERSION,
    hashKey,
    types: {},
    minConfidence: 'medium',
    exclusions: [],
    dictionaries: [],
    patterns: [],
    exactData: [],
    labels: [],
  };
}
