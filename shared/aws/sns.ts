import { SNSClient } from '@aws-sdk/client-sns';
import { clientOptions, withBusyErrors } from './client-options.ts';

/** A client for each region, made when it is first asked for. */
export function snsClients(): (region: string) => SNSClient {
  const clients = new Map<string, SNSClient>();
  return (region) => {
    const client = clients.get(region) ?? withBusyErrors(new SNSClient({ ...options, region }), 'SNS');
    clients.set(region, client);
    return client;
  };
}

const options = clientOptions({ maxSockets: 10, requestTimeoutMs: 5_000 });
