import { createHash } from 'node:crypto';
import { DEFAULT_POLICY_VERSION } from '../../shared/inspection/policy.ts';
import type { InspectionResult } from '../../shared/inspection/result.ts';
import type { StagedObject } from '../../shared/ports/staging-area.ts';

/**
 * In place of the inspection engine, which has no part in what is simulated: finds the word CARD, calls a file without words
 * empty, and throws for POISON, as no parser can make the real one do.
 */
export async function inspectSimply(copy: StagedObject): Promise<InspectionResult> {
  const parts: Uint8Array[] = [];
  for await (const part of copy.body) parts.push(part);
  const text = Buffer.concat(parts).toString();
  if (text.includes('POISON')) throw new Error('The thread ended.');
  const count = text.split('CARD').length - 1;
  const risk = count > 2 ? 'high' : count > 0 ? 'medium' : null;
  return {
    status: count > 0 ? 'flagged' : 'clean',
    reason: text === '' ? 'empty' : null,
    partial: false,
    partialReasons: [],
    name: null,
    format: 'txt',
    sizeBytes: copy.sizeBytes,
    sha256: createHash('sha256').update(text).digest('hex'),
    risk,
    findings: risk
      ? [
          {
            dataType: 'CREDIT_CARD',
            name: 'Credit card number',
            group: 'financial',
            count,
            confidence: 'high',
            risk,
            places: ['line 1'],
            samples: ['•••• 6467'],
          },
        ]
      : [],
    labels: [],
    engine: 'simulated',
    engineVersion: '1',
    policyVersion: DEFAULT_POLICY_VERSION,
    stats: { textChars: text.length, ms: 0 },
  };
}
