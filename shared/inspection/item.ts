import { type ContentResult, unread } from './content-result.ts';
import { type InspectionInput, type Spooled, spool } from './input.ts';
import type { InspectionLimits } from './limits.ts';
import type { InspectionPolicy } from './policy.ts';
import type { InspectionResult } from './result.ts';
import { Unreadable } from './unreadable.ts';

/** Kept with every result, so that it can be told what an older engine did not know yet. */
export const ENGINE = 'content-inspection';
export const ENGINE_VERSION = '1.0.0';

/**
 * Inspects one item. Resolves with a result whatever the item is like; `signal` ends it as `too_slow`.
 * Rejects only when the input itself cannot be had, such as a broken stream.
 */
export type Inspect = (
  input: InspectionInput,
  policy: InspectionPolicy,
  limits: InspectionLimits,
  signal: AbortSignal,
) => Promise<InspectionResult>;

/** Inspects content that is at hand, in this thread or in another one. Never rejects. */
export type InspectContent = (
  content: Spooled['content'],
  policy: InspectionPolicy,
  limits: InspectionLimits,
  signal: AbortSignal,
) => Promise<ContentResult>;

/** Takes the item in, hands its content on, and adds what the result says about the item itself. */
export function itemInspector(inspectContent: InspectContent): Inspect {
  return async (input, policy, limits, signal) => {
    const started = performance.now();
    const spooled = await spool(input, limits, signal).catch(unreadableOnly);
    const { textChars, ...content } = await inspectSpooled(spooled);
    return {
      ...content,
      sizeBytes: 'content' in spooled ? spooled.sizeBytes : (input.sizeBytes ?? 0),
      sha256: 'content' in spooled ? spooled.sha256 : null,
      engine: ENGINE,
      engineVersion: ENGINE_VERSION,
      policyVersion: policy.version,
      stats: { textChars, ms: Math.round(performance.now() - started) },
    };

    async function inspectSpooled(item: Spooled | Unreadable): Promise<ContentResult> {
      if (item instanceof Unreadable) return unread(item.reason);
      if (item.sizeBytes === 0) return unread('empty');
      const { as, declaredName: name } = input;
      const declared = { ...(as && { as }), ...(name !== undefined && { name }) };
      return inspectContent({ ...item.content, ...declared }, policy, limits, signal);
    }
  };
}

function unreadableOnly(thrown: unknown): Unreadable {
  if (thrown instanceof Unreadable) return thrown;
  throw thrown;
}
