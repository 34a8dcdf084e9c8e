import type { PolicyEdit } from '../api/policy.ts';
import { AppError } from '../errors.ts';
import { hashRecords } from '../inspection/custom/exact-data.ts';
import { fingerprintOf, signsOf } from '../inspection/detect/keyed-hash.ts';
import type { ExactDataList, TenantPolicy, TypeRule } from '../inspection/policy.ts';
import { policyProblems } from '../inspection/policy-problems.ts';
import type { StoredPolicy } from '../ports/policy-store.ts';
import { BUILT_IN_TYPES } from './catalogue.ts';
import { policyVersion } from './policy-version.ts';

/** A row may have 400 KB (DynamoDB, quotas), names and lengths included. */
export const MAX_POLICY_BYTES = 350_000;

/**
 * The policy that an edit asks for, in the form in which it is kept: values are hashed with the tenant's key here, and
 * leave this function as hashes only.
 *
 * @param before the policy in force: lists that come without records stay as they are there
 * @throws AppError VALIDATION with a sentence for each problem; POLICY_TOO_LARGE beyond {@link MAX_POLICY_BYTES}.
 */
export function editedPolicy(
  edit: PolicyEdit,
  before: StoredPolicy | undefined,
  key: Uint8Array,
): StoredPolicy {
  const excluded = exclusionsOf(edit, before, key);
  const policy = {
    types: typesOf(edit),
    minConfidence: edit.minConfidence,
    exclusions: Object.keys(excluded),
    dictionaries: edit.dictionaries,
    patterns: edit.patterns,
    exactData: edit.exactData.map((list) => listOf(list, before, key)),
    labels: edit.labels,
  };
  const stored = { policy: { version: policyVersion(policy), ...policy }, exclusionLabels: excluded };
  const problems = policyProblems(stored.policy, BUILT_IN_TYPES);
  if (problems.length > 0) throw invalid(problems);
  requireSize(stored);
  return stored;
}

/** In one order, without rules that say nothing: the same wish gives the same version. */
function typesOf({ types }: PolicyEdit): TenantPolicy['types'] {
  const rules = Object.entries(types).flatMap(([id, { enabled, minConfidence, minCount, risk }]) => {
    const rule: TypeRule = {
      ...(enabled === false && { enabled }),
      ...(minConfidence && { minConfidence }),
      ...(minCount !== undefined && { minCount }),
      ...(risk && { risk }),
    };
    return Object.keys(rule).length > 0 ? [[id, rule] as const] : [];
  });
  return Object.fromEntries(rules.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Labels by hash. A label is what people wrote, never the value itself. */
function exclusionsOf(
  { exclusions }: PolicyEdit,
  before: StoredPolicy | undefined,
  key: Uint8Array,
): Readonly<Record<string, string>> {
  const entries = exclusions.map((exclusion) => {
    if ('hash' in exclusion) {
      const { hash, label = before?.exclusionLabels[hash] ?? '' } = exclusion;
      return [hash, label] as const;
    }
    const { value, label = '' } = exclusion;
    if (signsOf(value) === '') throw invalid(['An excluded value needs a letter or digit']);
    if (signsOf(label).includes(signsOf(value))) {
      throw invalid(['The label of an excluded value must not hold the value: labels are kept and shown']);
    }
    return [fingerprintOf(key, value), label] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function listOf(
  { id, name, risk, minOthers, records }: PolicyEdit['exactData'][number],
  before: StoredPolicy | undefined,
  key: Uint8Array,
): ExactDataList {
  const hashed = records
    ? hashRecords(records, key)
    : before?.policy.exactData.find((list) => list.id === id);
  if (!hashed) throw invalid([`${id}: there is no such list yet, so it needs records`]);
  return {
    id,
    name,
    ...(risk && { risk }),
    minOthers,
    records: hashed.records,
    shapes: hashed.shapes,
  };
}

function requireSize(stored: StoredPolicy): void {
  const bytes = Buffer.byteLength(JSON.stringify(stored));
  if (bytes <= MAX_POLICY_BYTES) return;
  throw new AppError(
    'invalid',
    'POLICY_TOO_LARGE',
    `A policy has up to ${MAX_POLICY_BYTES} bytes, this one ${bytes}: shorten its dictionaries or lists (27 bytes for each cell of a list).`,
    { extra: { bytes, maxBytes: MAX_POLICY_BYTES } },
  );
}

const invalid = (messages: readonly string[]): AppError =>
  new AppError('invalid', 'VALIDATION', 'The policy is not valid.', {
    extra: { errors: messages.slice(0, 20).map((message) => ({ path: 'policy', message })) },
  });
