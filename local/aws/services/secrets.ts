import { randomBytes, randomUUID } from 'node:crypto';
import { AwsFault, unknownOperation } from '../fault.ts';
import { asNumber, asObject, asText, type JsonObject } from '../json.ts';
import { arn } from '../names.ts';
import type { Documents } from './documents.ts';

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

export interface SecretStore {
  handle(operation: string, input: JsonObject): JsonObject;
  /** Creates the secret of a template under its ARN unless it is there. */
  ensure(arn: string, name: string, properties: JsonObject): void;
}

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';
const DAY_SECONDS = 86_400;
const seconds = (): number => Date.now() / 1000;

const notFound = (what = 'secret'): AwsFault =>
  new AwsFault('ResourceNotFoundException', `Secrets Manager can't find the specified ${what}.`);
const invalidRequest = (message: string): AwsFault => new AwsFault('InvalidRequestException', message);

/** The part of an ARN after the name is six random characters. */
const newArn = (name: string): string =>
  arn('secretsmanager', `secret:${name}-${randomBytes(3).toString('hex')}`);

/** The names that an id may mean: itself, or those of an ARN with and without its random end. */
function namesIn(id: string): string[] {
  const name = id.split(':secret:').at(-1) ?? id;
  return id.startsWith('arn:') ? [name.slice(0, -7), name] : [id];
}

function newVersion(input: JsonObject, stages: string[]): Version {
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
function repeated(secret: Secret, input: JsonObject): Version | undefined {
  const known = secret.versions.find((version) => version.id === input.ClientRequestToken);
  if (!known) return undefined;
  if (known.text === asText(input.SecretString) && known.binary === asText(input.SecretBinary)) return known;
  throw new AwsFault(
    'ResourceExistsException',
    'A version with this client request token exists already and has another value.',
  );
}

/** The old current version becomes the previous one, which loses its stage and with it its life. */
const withCurrent = (versions: Version[], current: Version): Version[] => [
  ...versions
    .filter((version) => version.stages.includes(CURRENT))
    .map((version) => ({ ...version, stages: [PREVIOUS] })),
  current,
];

const identity = (secret: Secret): JsonObject => ({ ARN: secret.arn, Name: secret.name });

const described = (secret: Secret): JsonObject => ({
  ...identity(secret),
  Description: secret.description,
  Tags: secret.tags,
  CreatedDate: secret.createdAt,
  LastChangedDate: secret.versions.at(-1)?.createdAt,
  DeletedDate: secret.deletionAt,
  VersionIdsToStages: Object.fromEntries(secret.versions.map((version) => [version.id, version.stages])),
});

function secretValue(secret: Secret, input: JsonObject): JsonObject {
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
function templateValue(properties: JsonObject): string | undefined {
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

/** Secrets Manager: create, put, get, describe, list, delete with or without a way back, restore. */
export function secretStore(secrets: Documents<Secret>): SecretStore {
  const save = (secret: Secret): void => secrets.put(secret.name, secret);
  const find = (input: JsonObject): Secret => {
    const id = asText(input.SecretId) ?? '';
    const secret = namesIn(id)
      .map((name) => secrets.get(name))
      .find((each) => each && (!id.startsWith('arn:') || each.arn === id || each.arn.slice(0, -7) === id));
    if (!secret || (secret.deletionAt !== undefined && secret.deletionAt <= seconds())) throw notFound();
    return secret;
  };
  const findLive = (input: JsonObject): Secret => {
    const secret = find(input);
    if (secret.deletionAt === undefined) return secret;
    throw invalidRequest(
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  };

  const create = (input: JsonObject): JsonObject => {
    const name = asText(input.Name) ?? '';
    const existing = secrets.get(name);
    if (existing?.deletionAt !== undefined && existing.deletionAt > seconds()) {
      throw invalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    if (existing && existing.deletionAt === undefined) {
      const same = repeated(existing, input);
      if (same) return { ...identity(existing), VersionId: same.id };
      throw new AwsFault(
        'ResourceExistsException',
        `The operation failed because the secret ${name} already exists.`,
      );
    }
    const version = newVersion(input, [CURRENT]);
    const description = asText(input.Description);
    const secret: Secret = {
      ...{ arn: newArn(name), name, versions: [version], createdAt: seconds() },
      tags: Array.isArray(input.Tags) ? input.Tags : [],
      ...(description === undefined ? {} : { description }),
    };
    save(secret);
    return { ...identity(secret), VersionId: version.id };
  };

  const putValue = (input: JsonObject): JsonObject => {
    const secret = findLive(input);
    const same = repeated(secret, input);
    const version = same ?? newVersion(input, [CURRENT]);
    if (!same) save({ ...secret, versions: withCurrent(secret.versions, version) });
    return { ...identity(secret), VersionId: version.id, VersionStages: version.stages };
  };

  const remove = (input: JsonObject): JsonObject => {
    const secret = find(input);
    if (input.ForceDeleteWithoutRecovery === true) {
      secrets.delete(secret.name);
      return { ...identity(secret), DeletionDate: seconds() };
    }
    const deletionAt = seconds() + (asNumber(input.RecoveryWindowInDays) ?? 30) * DAY_SECONDS;
    save({ ...secret, deletionAt });
    return { ...identity(secret), DeletionDate: deletionAt };
  };

  const restore = (input: JsonObject): JsonObject => {
    const { deletionAt: _deletionAt, ...secret } = find(input);
    save(secret);
    return identity(secret);
  };

  const list = (): JsonObject => ({
    SecretList: secrets
      .all()
      .filter((secret) => secret.deletionAt === undefined)
      .map(described),
  });

  const operations: Record<string, (input: JsonObject) => JsonObject> = {
    CreateSecret: create,
    PutSecretValue: putValue,
    UpdateSecret: putValue,
    GetSecretValue: (input) => secretValue(findLive(input), input),
    DescribeSecret: (input) => described(find(input)),
    DeleteSecret: remove,
    RestoreSecret: restore,
    ListSecrets: list,
  };

  return {
    handle(operation, input) {
      const run = operations[operation];
      if (!run) throw unknownOperation(operation);
      return run(input);
    },
    ensure(fullArn, name, properties) {
      if (secrets.get(name)) return;
      const text = templateValue(properties);
      const versions = text === undefined ? [] : [newVersion({ SecretString: text }, [CURRENT])];
      save({ arn: fullArn, name, tags: [], versions, createdAt: seconds() });
    },
  };
}
