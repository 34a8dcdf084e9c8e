import { RE2JS } from 're2js';
import {
  type CustomPattern,
  type CustomType,
  customTypesOf,
  type Dictionary,
  type ExactDataList,
  type RiskStep,
  type TenantPolicy,
} from './policy.ts';

/** Bounds of a policy. They keep an inspection affordable and a record storable. */
export const POLICY_LIMITS = {
  exclusions: 10_000,
  dictionaries: 50,
  wordsInDictionary: 10_000,
  wordChars: 200,
  patterns: 50,
  patternChars: 512,
  exactData: 10,
  recordsInList: 100_000,
  labels: 100,
  riskSteps: 10,
} as const;

const ID = /^[A-Z][A-Z0-9_]{1,63}$/;
const HASH = /^[0-9a-f]{16,64}$/;

/**
 * What is wrong with a policy, in sentences for people; nothing when it can be used.
 *
 * @param builtIn ids of the built-in data types, which custom types must not take
 */
export function policyProblems(policy: TenantPolicy, builtIn: ReadonlySet<string>): string[] {
  const custom = customTypesOf(policy);
  const ids = new Set(custom.map(({ id }) => id));
  return [
    ...atMost('exclusions', policy.exclusions.length),
    ...atMost('dictionaries', policy.dictionaries.length),
    ...atMost('patterns', policy.patterns.length),
    ...atMost('exactData', policy.exactData.length),
    ...atMost('labels', policy.labels.length),
    ...problemIf(!policy.exclusions.every((hash) => HASH.test(hash)), 'Exclusions must be hashes'),
    ...problemIf(ids.size < custom.length, 'Two custom types have the same id'),
    ...Object.keys(policy.types).flatMap((id) =>
      problemIf(!builtIn.has(id) && !ids.has(id), `There is no data type ${id}`),
    ),
    ...Object.entries(policy.types).flatMap(([id, { risk, minCount = 1 }]) => [
      ...riskProblems(id, risk),
      ...problemIf(!Number.isInteger(minCount) || minCount < 1, `${id}: the minimum count must be 1 or more`),
    ]),
    ...custom.flatMap((type) => typeProblems(type, builtIn)),
    ...policy.dictionaries.flatMap(dictionaryProblems),
    ...policy.patterns.flatMap(patternProblems),
    ...policy.exactData.flatMap(exactDataProblems),
  ];
}

function typeProblems({ id, name, risk }: CustomType, builtIn: ReadonlySet<string>): string[] {
  return [
    ...problemIf(!ID.test(id), 'The id of a custom type is upper case letters, digits and underscores'),
    ...problemIf(builtIn.has(id), `${id} is a built-in data type`),
    ...problemIf(name.trim() === '' || name.length > 100, `${id}: the name must have 1 to 100 characters`),
    ...riskProblems(id, risk),
  ];
}

function dictionaryProblems({ id, words }: Dictionary): string[] {
  return [
    ...problemIf(words.length === 0, `${id}: the dictionary has no words`),
    ...atMost('wordsInDictionary', words.length),
    ...problemIf(
      words.some((word) => !/[\p{L}\p{N}]/u.test(word) || word.length > POLICY_LIMITS.wordChars),
      `${id}: words have a letter or digit, and at most ${POLICY_LIMITS.wordChars} characters`,
    ),
  ];
}

/** What is wrong with a pattern: too long, not RE2 syntax, or matching nothing at all everywhere. */
export function patternProblems({ id, pattern }: CustomPattern): string[] {
  if (pattern === '' || pattern.length > POLICY_LIMITS.patternChars) {
    return [`${id}: the pattern must have 1 to ${POLICY_LIMITS.patternChars} characters`];
  }
  try {
    const matchesNothing = RE2JS.compile(pattern).matcher('').find();
    return problemIf(matchesNothing, `${id}: the pattern matches the empty text`);
  } catch {
    return [`${id}: the pattern is not valid in RE2 syntax (no look-around, no back-references)`];
  }
}

function exactDataProblems({ id, records, minOthers }: ExactDataList): string[] {
  return [
    ...atMost('recordsInList', records.length),
    ...problemIf(
      !records.every((cells) => cells.every((cell) => HASH.test(cell))),
      `${id}: records must be hashes`,
    ),
    ...problemIf(
      !Number.isInteger(minOthers) || minOthers < 0,
      `${id}: the number of other cells must be 0 or more`,
    ),
  ];
}

function riskProblems(id: string, steps: readonly RiskStep[] | undefined): string[] {
  if (!steps) return [];
  return [
    ...problemIf(
      steps.length === 0 || steps.length > POLICY_LIMITS.riskSteps,
      `${id}: one to ten steps of risk`,
    ),
    ...problemIf(
      steps.some(({ minCount }) => !Number.isInteger(minCount) || minCount < 1),
      `${id}: steps of risk begin at 1 or more`,
    ),
  ];
}

function atMost(what: keyof typeof POLICY_LIMITS, count: number): string[] {
  return problemIf(count > POLICY_LIMITS[what], `${what}: at most ${POLICY_LIMITS[what]}`);
}

function problemIf(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}
