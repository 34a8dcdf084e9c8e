import { AppError } from '../errors.ts';

/** Query parameters in order; arrays repeat the name (Compliance API, Query string grammar). */
export type Query = readonly (readonly [name: string, value: string])[];

type QueryValue = string | number | readonly string[] | null | undefined;

/** Leaves out what is null or undefined; array parameters are named with their `[]`. */
export function query(parameters: Readonly<Record<string, QueryValue>>): Query {
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    const values = typeof value === 'object' ? value : [String(value)];
    return values.map((single) => [name, single] as const);
  });
}

/**
 * A path below `/v1/compliance` with each value encoded as one segment.
 * @throws AppError `invalid` BAD_ID for values that would change the path.
 */
export function path(parts: TemplateStringsArray, ...ids: readonly string[]): string {
  const segments = ids.map((id) => {
    if (id === '' || id === '.' || id === '..') throw new AppError('invalid', 'BAD_ID', 'Not an identifier');
    return encodeURIComponent(id);
  });
  return `/v1/compliance${String.raw({ raw: parts }, ...segments)}`;
}
