import type { Ask } from '../iam/policy.ts';
import { asObject, asObjects, asText, type JsonObject } from '../json.ts';
import type { JsonRequest } from '../json-server.ts';
import { arn } from '../names.ts';
import { busName } from './event-bus.ts';

/** What a request to Secrets Manager asks to be allowed. A secret's ARN ends with six characters that only it knows. */
export function asksOfSecrets(operation: string, input: JsonObject): Ask[] {
  const id = asText(input.SecretId) ?? asText(input.Name) ?? '';
  const resource = id.startsWith('arn:') ? id : arn('secretsmanager', `secret:${id}-??????`);
  const operations = operation === 'CreateSecret' && input.Tags ? [operation, 'TagResource'] : [operation];
  return operations.map((each) => ({ action: `secretsmanager:${each}`, resource }));
}

/** KMS, with what the encryption context says. */
export function asksOfKeys(operation: string, { KeyId, EncryptionContext }: JsonObject): Ask[] {
  const said = Object.entries(asObject(EncryptionContext));
  return [
    {
      action: `kms:${operation}`,
      resource: asText(KeyId) ?? '',
      context: Object.fromEntries(
        said.map(([name, value]) => [`kms:EncryptionContext:${name}`, [String(value)]]),
      ),
    },
  ];
}

export const asksOfBuses = (operation: string, { Entries }: JsonObject): Ask[] =>
  asObjects(Entries).map(({ EventBusName }) => ({
    action: `events:${operation}`,
    resource: arn('events', `event-bus/${busName(asText(EventBusName))}`),
  }));

/** EventBridge Scheduler: who makes or changes a schedule hands over the role that it will use. */
export function asksOfSchedules(
  operation: string,
  { url, input }: Pick<JsonRequest, 'url' | 'input'>,
): Ask[] {
  const name = decodeURIComponent(url.pathname.split('/')[2] ?? '*');
  const group = url.searchParams.get('groupName') ?? asText(input.GroupName) ?? 'default';
  const role = asText(asObject(input.Target).RoleArn);
  const passed = {
    action: 'iam:PassRole',
    resource: role ?? '',
    context: { 'iam:PassedToService': ['scheduler.amazonaws.com'] },
  };
  const asked = { action: `scheduler:${operation}`, resource: arn('scheduler', `schedule/${group}/${name}`) };
  return role ? [asked, passed] : [asked];
}
