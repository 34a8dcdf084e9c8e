import type { Confidence, Risk } from './result.ts';

/** The part of a policy that the detectors need: which built-in types count, from which confidence, except which values. */
export interface DetectionPolicy {
  /** Rules by data type id; a type without a rule is on, from `minConfidence`. */
  readonly types: Readonly<Record<string, TypeRule>>;
  /** Detections below this are ignored, where the type has no own rule. */
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
  /** Replaces the risk thresholds of the type: the first step whose `minCount` is reached, highest first. */
  readonly risk?: readonly RiskStep[];
}

/** From this many distinct values on, a finding has this risk. */
export interface RiskStep {
  readonly minCount: number;
  readonly risk: Risk;
}
