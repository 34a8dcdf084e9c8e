import { randomBytes, randomUUID } from 'node:crypto';
import { AwsFault } from '../fault.ts';
import { asNumber, asObject, asText, type JsonObject } from '../json.ts';
import { arn } from '../names.ts';

interface Version {
  id: string;
  stages: string[];
  text?: string;
  /** Base64. */
  binary?: string;
  /** Epoch seconds. */
  createdAt: number;
}

export interface Secret {
  arn: string;
  name: string;
  description?: string;
  tags: unknown[];
  versions: Version[];
  createdAt: number;
  /** Epoch seconds at which a deleted secret can no longer be restored. */
  deletionAt?: number;
}

export const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';
export const seconds = (): number => Date.now() / 1000;

export const notFound = (what = 'secret'): AwsFault =>
  new AwsFault('ResourceNotFoundException', `Secrets Manager can't find the specified ${what}.`);
export const invalidRequest = (message: string): AwsFault => new AwsFault('InvalidRequestException', message);

/** The part of an ARN after the name is six random characters. */
export const newArn = (name: string): string =>
  arn('secretsmanager', `secret:${name}-${randomBytes(3).toString('hex')}`);

/** The names that an id may mean: itself, or those of an ARN with and without its random end. */
export function namesIn(id: string): string[] {
  const name = id.split(':secret:').at(-1) ?? id;
  return id.startsWith('arn:') ? [name.slice(0, -7), name] : [id];
}

export function newVersion(input: JsonObject, stages: string[]): Version {
  const text = asText(input.SecretString);
  const binary = asText(input.SecretBinary);
  if (text === undefined && binary === undefined) {
    throw invalidRequest('You must provide either SecretString or SecretBinary.');
  }
  return {
    id: asText(input.ClientRequestToken) ?? randomUUID(),
    stages,
    createdAt: seconds(),
    ...(text === undefined ? {} : { text }),
    ...(binary === undefined ? {} : { binary }),
  };
}

/** A version with the same token and value is a repeat. @throws if only the token is the same */
export function repeated(secret: Secret, input: JsonObject): Version | undefined {
  const known = secret.versions.find((version) => version.id === input.ClientRequestToken);
  if (!known) return undefined;
  if (known.text === asText(input.SecretString) && known.binary === asText(input.SecretBinary)) return known;
  throw new AwsFault(
    'ResourceExistsException',
    'A version with this client request token exists already and has another value.',
  );
}

/** The old current version becomes the previous one, which loses its stage and with it its life. */
export const withCurrent = (versions: Version[], current: Version): Version[] => [
  ...versions
    .filter((version) => version.stages.includes(CURRENT))
    .map((version) => ({ ...version, stages: [PREVIOUS] })),
  current,
];

export const identity = (secret: Secret): JsonObject => ({ ARN: secret.arn, Name: secret.name });

export const described = (secret: Secret): JsonObject => ({
  ...identity(secret),
  Description: secret.description,
  Tags: secret.tags,
  CreatedDate: secret.createdAt,
  LastChangedDate: secret.versions.at(-1)?.createdAt,
  DeletedDate: secret.deletionAt,
  VersionIdsToStages: Object.fromEntries(secret.versions.map((version) => [version.id, version.stages])),
});

export function secretValue(secret: Secret, input: JsonObject): JsonObject {
  const id = asText(input.VersionId);
  const stage = asText(input.VersionStage) ?? CURRENT;
  const version = secret.versions.find((each) => (id ? each.id === id : each.stages.includes(stage)));
  if (!version) throw notFound(`secret value for ${id ? `version ${id}` : `staging label: ${stage}`}`);
  return {
    ...identity(secret),
    VersionId: version.id,
    VersionStages: version.stages,
    SecretString: version.text,
    SecretBinary: version.binary,
    CreatedDate: version.createdAt,
  };
}

/** The value that CloudFormation gives a secret: as written, or generated. */
export function templateValue(properties: JsonObject): string | undefined {
  if (!properties.GenerateSecretString) return asText(properties.SecretString);
  const generate = asObject(properties.GenerateSecretString);
  const length = asNumber(generate.PasswordLength) ?? 32;
  const password = randomBytes(length).toString('hex').slice(0, length);
  const template = asText(generate.SecretStringTemplate);
  if (!template) return password;
  return JSON.stringify({
    ...asObject(JSON.parse(template)),
    [asText(generate.GenerateStringKey) ?? '']: password,
  });
}
