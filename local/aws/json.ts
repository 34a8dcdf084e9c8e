/** A parsed JSON object whose fields are not trusted yet. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object; anything else becomes an empty one. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The value as a list; anything else becomes an empty one. */
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The value as a list of objects. */
export const asObjects = (value: unknown): JsonObject[] => asList(value).filter(isObject);

/** The value as text, if it is text. */
export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The value as a number, if it is one or is text that spells one (CloudFormation writes numbers as text at times). */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The object's text fields: `{ a: 'x', b: 1 }` → `{ a: 'x' }`. */
export const textFields = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asObject(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** Parses a request body; an empty one is an empty object. */
export const parseObject = (body: string): JsonObject => asObject(JSON.parse(body || '{}'));
