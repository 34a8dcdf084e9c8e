import { SNSClient } from '@aws-sdk/client-sns';
import { type Credentials, clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInTopics, withTenantGuard } from './tenant-guard.ts';

const limits = { maxSockets: 10, requestTimeoutMs: 5_000 };

/** A client for each region, made when it is first asked for. */
export function snsClients(credentials?: Credentials): (region: string) => SNSClient {
  const options = clientOptions(limits, credentials);
  const clients = new Map<string, SNSClient>();
  return (region) => {
    const client =
      clients.get(region) ??
      withTenantGuard(withBusyErrors(new SNSClient({ ...options, region }), 'SNS'), tenantsInTopics);
    clients.set(region, client);
    return client;
  };
}
