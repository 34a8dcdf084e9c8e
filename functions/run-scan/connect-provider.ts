import { type ComplianceApiOptions, createComplianceApi } from '../../shared/compliance-api/client.ts';
import { createPacer } from '../../shared/compliance-api/pacer.ts';
import type { ProviderAccess, ScanProvider } from './scan-work.ts';

export type ProviderConnection = Pick<
  ComplianceApiOptions,
  'baseUrl' | 'allowLoopback' | 'clock' | 'fetch' | 'random'
>;

/**
 * The Compliance API of one lane message. One message at a time works for a tenant, so one pacer in one process keeps
 * the tenant's whole budget.
 */
export const connectProvider =
  (connection: ProviderConnection) =>
  ({ apiKey, requestShare, signal, onCall, onPause }: ProviderAccess): ScanProvider => {
    const pacer = createPacer({ share: requestShare, clock: connection.clock });
    const rateLimited = (untilMs: number) => {
      onPause(untilMs);
      pacer.rateLimited(untilMs);
    };
    let waited = 0;
    return createComplianceApi({
      ...connection,
      apiKey,
      signal,
      pacer: { ...pacer, rateLimited },
      confirmDenied: true,
      onRequest: ({ status }) => {
        const { waitedMs } = pacer.counts();
        onCall(waitedMs - waited, status);
        waited = waitedMs;
      },
    });
  };
