import type * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { AppError } from '../errors.ts';

const maxProblems = 20;
const maxDepth = 8;
const { localeError } = en();

/** Keys that can reach an object's prototype; no request has a use for them. */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

interface FieldProblem {
  /** Such as `coverage.files`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/**
 * What a request gave, as the schema says.
 * @throws AppError `invalid` VALIDATION with `errors`, a list of paths and messages that hold no values.
 */
export function parseInput<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  place: 'body' | 'query',
): z.output<Schema> {
  const odd = oddity(input, maxDepth);
  if (odd) throw invalid(place, [odd]);
  const parsed = schema.safeParse(input, { error: localeError });
  if (parsed.success) return parsed.data;
  throw invalid(place, parsed.error.issues.flatMap(fieldProblems).slice(0, maxProblems));
}

/** A request that is wrong as a whole, such as a body that is not JSON. */
export const invalid = (place: string, errors: readonly FieldProblem[]): AppError =>
  new AppError('invalid', 'VALIDATION', `The ${place} is not valid.`, { extra: { errors } });

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key.slice(0, 64)].join('.'), message: 'Unknown field' }));
}

function oddity(value: unknown, depthLeft: number): FieldProblem | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depthLeft === 0) return { path: '', message: 'Nested too deeply' };
  for (const [key, member] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) return { path: key, message: 'Not allowed as a name' };
    const odd = oddity(member, depthLeft - 1);
    if (odd) return odd;
  }
  return undefined;
}
