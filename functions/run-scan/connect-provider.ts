import { createComplianceApi } from '../../shared/compliance-api/client.ts';
import { createPacer } from '../../shared/compliance-api/pacer.ts';
import type { ProviderAccess, ScanProvider } from './scan-work.ts';

/**
 * The Compliance API of one lane message. One message at a time works for a tenant, so one pacer in one process keeps
 * the tenant's whole budget.
 */
export const connectProvider =
  (address: { readonly baseUrl: string; readonly allowLoopback: boolean }) =>
  ({ apiKey, requestShare, signal, onCall }: ProviderAccess): ScanProvider => {
    const pacer = createPacer({ share: requestShare });
    let waited = 0;
    return createComplianceApi({
      ...address,
      apiKey,
      signal,
      pacer,
      confirmDenied: true,
      onRequest: () => {
        const { waitedMs } = pacer.counts();
        onCall(waitedMs - waited);
        waited = waitedMs;
      },
    });
  };
