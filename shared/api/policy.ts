import * as z from 'zod/mini';
import type { StoredPolicy } from '../ports/policy-store.ts';
import { count, risk, time } from './fields.ts';

/** A policy with its lists; other bodies have at most 16 KB. */
export const POLICY_BODY_BYTES = 512 * 1_024;

/** Text that can be tried at once, UTF-8. */
export const TRY_TEXT_BYTES = 16 * 1_024;

const confidence = z.enum(['low', 'medium', 'high']);
const shortText = z.string().check(z.minLength(1), z.maxLength(200));
const typeId = z
  .string()
  .check(z.regex(/^[A-Z][A-Z0-9_]{1,63}$/, 'Expected upper case letters, digits and underscores'));
const hash = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'Expected a hash that the policy holds'));

const riskSteps = z
  .array(z.strictObject({ minCount: z.int().check(z.minimum(1)), risk }))
  .check(z.describe('From so many distinct values on, a finding has this risk'));

const typeRule = z.strictObject({
  enabled: z.exactOptional(z.boolean()),
  minConfidence: z.exactOptional(confidence),
  minCount: z.exactOptional(z.int().check(z.minimum(1))),
  risk: z.exactOptional(riskSteps),
});

/** What custom types have in common. */
const custom = { id: typeId, name: shortText, risk: z.exactOptional(riskSteps) };

const dictionary = z.strictObject({
  ...custom,
  words: z.array(shortText),
  caseSensitive: z.exactOptional(z.boolean()),
});

const pattern = z.strictObject({
  ...custom,
  pattern: z.string().check(z.minLength(1), z.maxLength(512), z.describe('RE2 syntax')),
  near: z.exactOptional(z.array(shortText)),
});

const labelRule = z.strictObject({ label: shortText, risk });

/** The policy that a caller wants. Values come in and are hashed at once: nothing keeps them. */
export const policyEdit = z.strictObject({
  types: z._default(z.record(typeId, typeRule), {}),
  minConfidence: z._default(confidence, 'medium'),
  exclusions: z._default(
    z.array(
      z.union([
        z.strictObject({ hash, label: z.exactOptional(z.string().check(z.maxLength(200))) }),
        z.strictObject({
          value: z.string().check(z.minLength(1), z.maxLength(500), z.meta({ writeOnly: true })),
          label: z.exactOptional(z.string().check(z.maxLength(200))),
        }),
      ]),
    ),
    [],
  ),
  dictionaries: z._default(z.array(dictionary), []),
  patterns: z._default(z.array(pattern), []),
  exactData: z._default(
    z.array(
      z.strictObject({
        ...custom,
        minOthers: z._default(count, 0),
        records: z.exactOptional(
          z
            .array(z.array(z.string().check(z.maxLength(200))).check(z.minLength(1), z.maxLength(20)))
            .check(
              z.describe('Telling cell first; without records the list of this id stays as it is'),
              z.meta({ writeOnly: true }),
            ),
        ),
        recordCount: z.exactOptional(count.check(z.describe('Ignored, so that an answer can be sent back'))),
      }),
    ),
    [],
  ),
  labels: z._default(z.array(labelRule), []),
});
export type PolicyEdit = z.output<typeof policyEdit>;

export const policyBody = z.strictObject({
  version: z.string().check(z.maxLength(64), z.describe('The version that this change was made from')),
  policy: policyEdit,
  reinspect: z._default(
    z
      .boolean()
      .check(z.describe('The next scan looks again at what the last 30 days have inspected otherwise')),
    false,
  ),
});

export const tryBody = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(TRY_TEXT_BYTES), z.meta({ writeOnly: true })),
  policy: z.exactOptional(policyEdit.check(z.describe('Tried instead of the policy in force'))),
  pattern: z.exactOptional(pattern.check(z.describe('Also run alone, and timed'))),
});
export type TryBody = z.output<typeof tryBody>;

const shownPolicy = z.object({
  types: z.record(z.string(), typeRule),
  minConfidence: confidence,
  exclusions: z.array(z.object({ hash: z.string(), label: z.string() })),
  dictionaries: z.array(dictionary),
  patterns: z.array(pattern),
  exactData: z.array(z.object({ ...custom, minOthers: count, recordCount: count })),
  labels: z.array(labelRule),
});

export const policyAnswer = z.object({
  version: z.string().check(z.describe('`default` where the tenant has changed nothing')),
  savedAt: z.nullable(time),
  savedBy: z.nullable(z.string()),
  policy: shownPolicy,
  /** Built-in data types, and the risk that they have where the policy says nothing else. */
  catalogue: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      group: z.string(),
      country: z.nullable(z.string()),
      risk: riskSteps,
    }),
  ),
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
  limits: z
    .record(z.string(), count)
    .check(z.describe('Most of each list; `bytes` is the size of the whole policy as it is kept')),
});
export type PolicyAnswer = z.infer<typeof policyAnswer>;

export const tryAnswer = z.object({
  policyVersion: z.nullable(z.string()).check(z.describe('Null for a policy that came with the request')),
  risk: z.nullable(risk),
  findings: z.array(
    z.object({
      dataType: z.string(),
      name: z.string(),
      group: z.string(),
      count,
      confidence,
      risk,
      places: z.array(z.string()),
      samples: z.array(z.string()),
    }),
  ),
  /** Why a part of the text was not read; empty where all of it was. */
  partial: z.array(z.string()),
  dryRun: z.nullable(z.object({ count, samples: z.array(z.string()), msPerMegabyte: count })),
});
export type TryAnswer = z.infer<typeof tryAnswer>;

/** What the portal shows of a policy: of excluded values what people call them, of lists how long they are. */
export function policyOf({ policy, exclusionLabels }: StoredPolicy): PolicyAnswer['policy'] {
  return {
    types: Object.fromEntries(
      Object.entries(policy.types).map(([type, { risk: steps, ...rule }]) => [
        type,
        { ...rule, ...(steps && { risk: steps.map((step) => ({ ...step })) }) },
      ]),
    ),
    minConfidence: policy.minConfidence,
    exclusions: policy.exclusions.map((excluded) => ({
      hash: excluded,
      label: exclusionLabels[excluded] ?? '',
    })),
    dictionaries: policy.dictionaries.map(({ words, risk: steps, ...rest }) => ({
      ...rest,
      words: [...words],
      ...(steps && { risk: [...steps] }),
    })),
    patterns: policy.patterns.map(({ near, risk: steps, ...rest }) => ({
      ...rest,
      ...(near && { near: [...near] }),
      ...(steps && { risk: [...steps] }),
    })),
    exactData: policy.exactData.map(({ id: type, name, risk: steps, minOthers, records }) => ({
      id: type,
      name,
      minOthers,
      recordCount: records.length,
      ...(steps && { risk: [...steps] }),
    })),
    labels: policy.labels.map((rule) => ({ ...rule })),
  };
}
