import type { RunScanMetrics } from './metrics.ts';

/** Adds up the calls to the provider of one lane message. */
export function countCalls() {
  let calls = 0;
  let throttled = 0;
  let failed = 0;
  let waited = 0;
  return {
    /** `status` null: there was no answer. */
    add(waitedMs: number, status: number | null): void {
      calls += 1;
      waited += waitedMs;
      if (status === 429) throttled += 1;
      if (status === null || status >= 500) failed += 1;
    },
    metrics: (): RunScanMetrics => ({
      ProviderCalls: calls,
      ProviderThrottled: throttled,
      ProviderErrors: failed,
      ProviderWaitMs: Math.round(waited),
    }),
  };
}
