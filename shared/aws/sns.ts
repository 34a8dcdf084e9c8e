import { SNSClient } from '@aws-sdk/client-sns';
import { clientOptions, withBusyErrors } from './client-options.ts';
import { tenantsInTopics, withTenantGuard } from './tenant-guard.ts';

/** A client for each region, made when it is first asked for. */
export function snsClients(): (region: string) => SNSClient {
  const clients = new Map<string, SNSClient>();
  return (region) => {
    const client = clients.get(region) ?? newClient(region);
    clients.set(region, client);
    return client;
  };
}

const newClient = (region: string): SNSClient =>
  withTenantGuard(withBusyErrors(new SNSClient({ ...options, region }), 'SNS'), tenantsInTopics);

const options = clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 });
