import type { Reason } from './reason.ts';

/** How sure a detection is, from the evidence found with the value. */
export type Confidence = 'low' | 'medium' | 'high';

/** How much a finding matters. `info` marks well-known test values and the like. */
export type Risk = 'critical' | 'high' | 'medium' | 'low' | 'info';

/**
 * What was found of one data type in one item. It has no field that can hold the matched text: samples are masked
 * before they get here.
 */
export interface Finding {
  /** Data type id, such as `CREDIT_CARD`. */
  readonly dataType: string;
  /** Name for people. */
  readonly name: string;
  /** Family of the data type, such as `financial`. */
  readonly group: string;
  /** Distinct values. */
  readonly count: number;
  readonly confidence: Confidence;
  readonly risk: Risk;
  /** Where people can look, at most ten, such as `sheet "Q3" C7`. */
  readonly places: readonly string[];
  /** At most three masked values, such as `4111 •••• •••• 1111`. */
  readonly samples: readonly string[];
}

/**
 * How an inspection ended. `clean` and `flagged` mean that the content was read; an item that could not be read is
 * `skipped` (a property of the item) or `failed` (a fault of ours), never clean.
 */
export type InspectionStatus = 'clean' | 'flagged' | 'skipped' | 'failed';

/** The outcome for one item; safe to store and to show. */
export interface InspectionResult {
  readonly status: InspectionStatus;
  /** Why it was skipped or failed; `empty` for an empty item, which counts as clean; otherwise null. */
  readonly reason: Reason | null;
  /** True when a part of the item was not read, although the rest was. */
  readonly partial: boolean;
  readonly partialReasons: readonly Reason[];
  /** As it was declared, without what was found in the item or is found in the name itself; null where nobody looked. */
  readonly name: string | null;
  /** What the bytes are, such as `xlsx`, never what the name says. */
  readonly format: string;
  readonly sizeBytes: number;
  /** Hex digest of the whole item, or null when it was too large to read to its end. */
  readonly sha256: string | null;
  /** The highest risk of the findings, or null without findings. */
  readonly risk: Risk | null;
  readonly findings: readonly Finding[];
  /** Sensitivity labels that the document carries itself, such as `Confidential`. */
  readonly labels: readonly string[];
  readonly engine: string;
  readonly engineVersion: string;
  readonly policyVersion: string;
  readonly stats: InspectionStats;
}

export interface InspectionStats {
  /** Characters of text that were inspected. */
  readonly textChars: number;
  /** Wall time in milliseconds. */
  readonly ms: number;
}
