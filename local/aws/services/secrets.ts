import { AwsFault, unknownOperation } from '../fault.ts';
import { asNumber, asText, type JsonObject } from '../json.ts';
import type { Documents } from './documents.ts';
import {
  CURRENT,
  described,
  identity,
  invalidRequest,
  namesIn,
  newArn,
  newVersion,
  notFound,
  repeated,
  type Secret,
  seconds,
  secretValue,
  templateValue,
  withCurrent,
} from './secret.ts';

export interface SecretStore {
  handle(operation: string, input: JsonObject): JsonObject;
  /** Creates the secret of a template under its ARN unless it is there. */
  ensure(arn: string, name: string, properties: JsonObject): void;
}

const DAY_SECONDS = 86_400;

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
