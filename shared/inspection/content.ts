import { type ContentResult, unread } from './content-result.ts';
import { createDetection, type Detection } from './detect/detector.ts';
import { DATA_TYPES } from './detectors/catalogue.ts';
import { extract } from './extract/extract.ts';
import { extractMessages } from './extract/messages.ts';
import { type Collected, createExtraction, newCollected } from './extraction.ts';
import { type DescribedType, findingsOf } from './findings.ts';
import { hideValues } from './hidden-values.ts';
import type { Declared } from './input.ts';
import { labelFindings } from './labels.ts';
import type { InspectionLimits } from './limits.ts';
import { customTypesOf, type InspectionPolicy } from './policy.ts';
import type { InspectionResult } from './result.ts';
import { itemRisk } from './risk.ts';
import type { ByteSource } from './source.ts';
import { reasonOf } from './unreadable.ts';

const TYPES = new Map(DATA_TYPES.map((type) => [type.id, type]));

/**
 * Reads a document with everything inside it, detects, applies the policy. Rejects only a policy in which
 * `policyProblems` finds problems.
 */
export async function inspectContent(
  source: ByteSource,
  policy: InspectionPolicy,
  limits: InspectionLimits,
  signal: AbortSignal,
  { as, name }: Declared = {},
): Promise<ContentResult> {
  const custom = await customDetections(policy, () => extraction.checkTime());
  const detections = [createDetection(policy, policy.hashKey), ...custom];
  const recogniser = limits.ocr ? (await import('./ocr.ts')).createRecogniser(limits.ocr) : null;
  const collected = newCollected();
  const extraction = createExtraction(
    {
      limits,
      signal,
      deadline: performance.now() + limits.timeMs,
      scan(segment) {
        for (const detection of detections) detection.scan(segment);
      },
      recogniser,
      extractMember: extract,
    },
    collected,
  );
  try {
    if (as === 'messages') extractMessages(source, extraction);
    else await extract(source, extraction);
  } catch (thrown) {
    collected.gaps.add(reasonOf(thrown, 'inspection_error'));
  } finally {
    await recogniser?.close();
  }
  const detected = detections.flatMap((detection) => detection.finish());
  const holds = (value: string) => detections.some((detection) => detection.holds(value));
  const hide = (name: string) => hideValues(name, holds);
  collected.labels = new Set([...collected.labels].map(hide));
  const findings = [
    ...findingsOf(detected, (id) => typeOf(id, policy), policy, hide),
    ...labelFindings([...collected.labels], policy.labels),
  ];
  const result = contentResult(collected, findings);
  if (name === undefined) return { ...result, name: null };
  // Behind the findings: what only the name holds is not in the item, and yet it is not shown.
  for (const text of [name, name.replaceAll('_', ' ')])
    for (const detection of detections) detection.scan({ text, place: { kind: 'property' } });
  return { ...result, name: hide(name) };
}

/** Loaded when a tenant has types of its own: the engine for their patterns is large. */
async function customDetections(policy: InspectionPolicy, checkTime: () => void): Promise<Detection[]> {
  if (customTypesOf(policy).length === 0) return [];
  const { createCustomDetection } = await import('./custom/custom-detection.ts');
  return [createCustomDetection(policy, checkTime)];
}

function typeOf(id: string, policy: InspectionPolicy): DescribedType | undefined {
  const custom = customTypesOf(policy).find((type) => type.id === id);
  return custom ? { ...custom, group: 'customer' } : TYPES.get(id);
}

function contentResult(
  { format, gaps, labels, usage }: Collected,
  findings: InspectionResult['findings'],
): Omit<ContentResult, 'name'> {
  const reasons = [...gaps];
  const common = {
    format,
    findings,
    labels: [...labels],
    risk: itemRisk(findings),
    textChars: usage.textChars,
  };
  const nothingRead = usage.contentChars === 0 && findings.length === 0;
  if (nothingRead && reasons.length > 0) return { ...unread(reasons[0]!, format), labels: common.labels };
  return {
    ...common,
    status: findings.length > 0 ? 'flagged' : 'clean',
    reason: null,
    partial: reasons.length > 0,
    partialReasons: reasons,
  };
}
