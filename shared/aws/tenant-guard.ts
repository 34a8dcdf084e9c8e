import { checkTenants } from '../tenancy.ts';
import { TENANT_TAG } from './tenant-tag.ts';

type Next<Args, Answer> = (args: Args) => Promise<Answer>;

/** The part of an SDK client that this needs. */
interface Client {
  readonly middlewareStack: {
    add(
      middleware: <Args extends { readonly input: unknown }, Answer>(
        next: Next<Args, Answer>,
      ) => Next<Args, Answer>,
      options: { step: 'initialize'; priority: 'high'; name: string },
    ): void;
  };
}

/**
 * The same client, which refuses requests that name another tenant than the one that is worked for
 * (docs/adr/0011-a-session-for-each-tenant-and-a-guard-in-the-clients.md).
 *
 * @param tenantsIn the tenants that the input of a request names
 */
export function withTenantGuard<C extends object>(
  client: C,
  tenantsIn: (input: unknown) => Iterable<string>,
): C {
  (client as unknown as Client).middlewareStack.add(
    (next) => async (args) => {
      checkTenants(tenantsIn(args.input));
      return next(args);
    },
    { step: 'initialize', priority: 'high', name: 'tenantGuard' },
  );
  return client;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string | undefined => {
  const text = isObject(value) ? (value as { S?: unknown }).S : value;
  return typeof text === 'string' ? text : undefined;
};

/** Stands for a request that names nobody, where each has to. */
const NOBODY = '';

/** Partition keys are `T#<tenant>`, those of indexes go on with `#`. */
const tenantOfPartition = (partition: string): string => partition.split('#')[1] ?? NOBODY;

/** DynamoDB: of the keys and rows, or of what a query asks for. Every request names at least one. */
export function tenantsInTables(input: unknown): string[] {
  const partitions = [...keysIn(input), ...askedFor(input as Json)];
  return partitions.length > 0 ? partitions.map(tenantOfPartition) : [NOBODY];
}

const SKIPPED = new Set(['ExpressionAttributeNames', 'ExpressionAttributeValues']);

function* keysIn(value: unknown): Generator<string, void> {
  if (!isObject(value)) return;
  const own = 'pk' in value ? textOf(value.pk) : undefined;
  if (own !== undefined) yield own;
  else for (const [name, member] of Object.entries(value)) if (!SKIPPED.has(name)) yield* keysIn(member);
}

function askedFor({ KeyConditionExpression, ExpressionAttributeValues }: Json): string[] {
  if (KeyConditionExpression === undefined) return [];
  return Object.values((ExpressionAttributeValues ?? {}) as Json)
    .flatMap((value) => textOf(value) ?? [])
    .filter((text) => text.startsWith('T#'));
}

/** S3: keys and prefixes are `<kind>/<tenant>/…`. */
export function tenantsInObjects(input: unknown): string[] {
  const { Key, Prefix, Delete } = input as {
    Key?: string;
    Prefix?: string;
    Delete?: { Objects?: { Key?: string }[] };
  };
  const keys = [Key, Prefix, ...(Delete?.Objects ?? []).map((object) => object.Key)];
  return keys.flatMap((key) => (key === undefined ? [] : (key.split('/')[1] ?? NOBODY)));
}

/** Secrets Manager: `…/<tenant>/<id>`; the deployment's own secrets are named by ARN. */
export function tenantsInSecrets(input: unknown): string[] {
  const { Name, SecretId } = input as { Name?: string; SecretId?: string };
  const id = Name ?? SecretId ?? '';
  return id.startsWith('arn:') ? [] : [id.split('/').at(-2) ?? NOBODY];
}

/** KMS: what the encryption context says. */
export const tenantsInContext = (input: unknown): string[] => [
  (input as { EncryptionContext?: { tenant?: string } }).EncryptionContext?.tenant ?? NOBODY,
];

/** SQS, EventBridge, Scheduler: what the JSON in these members says. */
export const tenantsInJson =
  (...members: readonly string[]) =>
  (input: unknown): string[] =>
    [...textsIn(input, members)].map((text) => {
      const { tenant } = JSON.parse(text) as { tenant?: string };
      return tenant ?? NOBODY;
    });

function* textsIn(value: unknown, members: readonly string[]): Generator<string, void> {
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' && members.includes(name)) yield member;
    else yield* textsIn(member, members);
  }
}

/** STS: the tag that a session is asked for with. */
export const tenantsInTags = (input: unknown): string[] => {
  const { Tags = [] } = input as { Tags?: readonly { Key?: string; Value?: string }[] };
  return [Tags.find(({ Key }) => Key === TENANT_TAG)?.Value ?? NOBODY];
};

/** SNS: the topic's name ends with its tenant. */
export const tenantsInTopics = (input: unknown): string[] => [
  /:claude-notices-([\w-]+)$/.exec((input as { TopicArn?: string }).TopicArn ?? '')?.[1] ?? NOBODY,
];
