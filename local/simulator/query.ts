import { invalidRequest } from './problem.ts';
import { parseTimestamp } from './timestamps.ts';

/** What one query parameter accepts. */
export type Parameter =
  | { readonly kind: 'text' }
  | { readonly kind: 'integer'; readonly min: number; readonly max?: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'time'; readonly offset?: 'required' }
  | { readonly kind: 'list'; readonly most?: number; readonly permitted?: ReadonlySet<string> };

export type Parameters = Readonly<Record<string, Parameter>>;

/** The parameters of a request after every check that needs no data. */
export interface Query {
  text(name: string): string | undefined;
  integer(name: string): number | undefined;
  /** Epoch milliseconds, with a fraction where the value had microseconds. */
  time(name: string): number | undefined;
  /** Undefined when the parameter was not sent. */
  list(name: string): readonly string[] | undefined;
  /** Whether any parameter whose name starts so was sent. */
  hasAny(prefix: string): boolean;
}

/** `created_at.gte` and its like, with the given operators. */
export function range(
  field: string,
  operators: readonly string[],
  time: Parameter = { kind: 'time' },
): Parameters {
  return Object.fromEntries(operators.map((operator) => [`${field}.${operator}`, time]));
}

export const ALL_OPERATORS = ['gt', 'gte', 'lt', 'lte'] as const;

/** Compliance API, Query string grammar: unknown parameters and invalid values are refused, never ignored. */
export function parseQuery(search: URLSearchParams, parameters: Parameters): Query {
  for (const name of search.keys())
    if (!(name in parameters)) throw invalidRequest(unknownParameter(name, parameters));
  const values = new Map<string, string | number | readonly string[]>();
  for (const name of new Set(search.keys())) {
    values.set(name, check(name, parameters[name]!, search.getAll(name)));
  }
  return {
    text: (name) => values.get(name) as string | undefined,
    integer: (name) => values.get(name) as number | undefined,
    time: (name) => values.get(name) as number | undefined,
    list: (name) => values.get(name) as readonly string[] | undefined,
    hasAny: (prefix) => [...values.keys()].some((name) => name.startsWith(prefix)),
  };
}

function unknownParameter(name: string, parameters: Parameters): string {
  const bare = (text: string) => text.replace(/[^a-z0-9]/gi, '').toLowerCase();
  const near = Object.keys(parameters).find((known) => bare(known) === bare(name));
  return `Unknown query parameter: '${name}'.${near ? ` Did you mean '${near}'?` : ''}`;
}

function check(
  name: string,
  parameter: Parameter,
  values: readonly string[],
): string | number | readonly string[] {
  // A scalar that is sent twice: not documented, the last one counts here.
  const value = values.at(-1)!;
  const refuse = (constraint: string) => invalidRequest(`${name}: ${constraint}`);
  switch (parameter.kind) {
    case 'text':
      return value;
    case 'choice':
      if (!parameter.values.includes(value)) {
        throw refuse(`Input should be ${parameter.values.map((choice) => `'${choice}'`).join(' or ')}`);
      }
      return value;
    case 'integer':
      return integer(value, parameter, refuse);
    case 'time':
      return parseTimestamp(value, parameter.offset === 'required', refuse);
    case 'list':
      return list(name, values, parameter);
  }
}

function integer(
  value: string,
  { min, max = Number.POSITIVE_INFINITY }: { min: number; max?: number },
  refuse: (constraint: string) => Error,
): number {
  if (!/^-?\d{1,15}$/.test(value))
    throw refuse('Input should be a valid integer, unable to parse string as an integer');
  const number = Number(value);
  if (number > max) throw refuse(`Input should be less than or equal to ${max}`);
  if (number < min) throw refuse(`Input should be greater than or equal to ${min}`);
  return number;
}

function list(
  name: string,
  values: readonly string[],
  { most, permitted }: { most?: number; permitted?: ReadonlySet<string> },
) {
  if (most !== undefined && values.length > most) {
    throw invalidRequest(
      `${name}: List should have at most ${most} items after validation, not ${values.length}`,
    );
  }
  const wrong = permitted ? values.findIndex((value) => !permitted.has(value)) : -1;
  if (wrong >= 0) throw invalidRequest(`${name}.${wrong}: Input is not one of the permitted values.`);
  return values;
}
