/** Placeholders of one expression: names and values never appear in its text, so none is reserved and none is code. */
export interface Terms {
  /** Placeholder of a document path: `name('days', '2026-09-01')` → `#0.#1`. */
  name(...path: readonly string[]): string;
  value(value: unknown): string;
  /** `#0 = :0`. */
  is(attribute: string, value: unknown): string;
  /** What the request needs beside its expressions. */
  attributes(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, unknown>;
  };
}

export function terms(): Terms {
  const names = new Map<string, string>();
  const values: unknown[] = [];

  const nameOf = (attribute: string) => {
    const placeholder = names.get(attribute) ?? `#${names.size}`;
    names.set(attribute, placeholder);
    return placeholder;
  };
  const name = (...path: readonly string[]) => path.map(nameOf).join('.');
  const value = (one: unknown) => `:${values.push(one) - 1}`;

  return {
    name,
    value,
    is: (attribute, one) => `${name(attribute)} = ${value(one)}`,
    attributes: () => ({
      ...(names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries([...names].map(([attribute, key]) => [key, attribute])),
      }),
      ...(values.length > 0 && {
        ExpressionAttributeValues: Object.fromEntries(values.map((one, index) => [`:${index}`, one])),
      }),
    }),
  };
}

export interface Clauses {
  readonly set?: readonly string[];
  readonly remove?: readonly string[];
  readonly add?: readonly string[];
}

/** The text of an update expression; empty clauses are left out. */
export const updateExpression = ({ set = [], remove = [], add = [] }: Clauses): string =>
  [['SET', set] as const, ['REMOVE', remove] as const, ['ADD', add] as const]
    .filter(([, parts]) => parts.length > 0)
    .map(([verb, parts]) => `${verb} ${parts.join(', ')}`)
    .join(' ');

/** `name = value` for each attribute that has a value. */
export const assignments = (t: Terms, attributes: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => t.is(attribute, value));
