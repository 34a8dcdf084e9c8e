import { type ContentResult, unread } from './content-result.ts';
import { createDetection } from './detect/detector.ts';
import { DATA_TYPES } from './detectors/catalogue.ts';
import { extract } from './extract/extract.ts';
import { type Collected, createExtraction, newCollected } from './extraction.ts';
import { findingsOf } from './findings.ts';
import type { InspectionLimits } from './limits.ts';
import type { InspectionPolicy } from './policy.ts';
import type { InspectionResult } from './result.ts';
import { itemRisk } from './risk.ts';
import type { ByteSource } from './source.ts';
import { reasonOf } from './unreadable.ts';

const TYPES = new Map(DATA_TYPES.map((type) => [type.id, type]));

/** Reads a document with everything inside it, detects, applies the policy. Never rejects. */
export async function inspectContent(
  source: ByteSource,
  policy: InspectionPolicy,
  limits: InspectionLimits,
  signal: AbortSignal,
): Promise<ContentResult> {
  const detection = createDetection(policy, policy.hashKey);
  const collected = newCollected();
  const extraction = createExtraction(
    {
      limits,
      signal,
      deadline: performance.now() + limits.timeMs,
      scan: detection.scan,
      extractMember: extract,
    },
    collected,
  );
  try {
    await extract(source, extraction);
  } catch (thrown) {
    collected.gaps.add(reasonOf(thrown, 'inspection_error'));
  }
  return contentResult(
    collected,
    findingsOf(detection.finish(), (id) => TYPES.get(id), policy),
  );
}

function contentResult(
  { format, gaps, labels, usage }: Collected,
  findings: InspectionResult['findings'],
): ContentResult {
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
