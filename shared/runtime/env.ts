import { requireTenancy } from '../tenancy.ts';

/** What a variable holds: any text, an absolute URL, a whole number, `true` or `false`. */
export type EnvKind = 'text' | 'url' | 'integer' | 'boolean';

/** Names of the environment variables that a function needs; infra takes the same object and must give each of them. */
export type EnvSpec = Readonly<Record<string, EnvKind>>;

export type Env<Spec extends EnvSpec> = {
  readonly [Name in keyof Spec]: Spec[Name] extends 'integer'
    ? number
    : Spec[Name] extends 'boolean'
      ? boolean
      : string;
};

const wanted: Readonly<Record<EnvKind, string>> = {
  text: 'text',
  url: 'a URL',
  integer: 'a whole number',
  boolean: 'true or false',
};

/**
 * Reads and checks the variables of `spec`. Throws one error that lists every problem, without any value.
 * It is the first thing that a function does, so from here on no request is made for nobody in particular.
 */
export function readEnv<const Spec extends EnvSpec>(
  spec: Spec,
  source: Readonly<Record<string, string | undefined>>,
): Env<Spec> {
  requireTenancy();
  const problems: string[] = [];
  const values = Object.entries(spec).map(([name, kind]) => {
    const text = source[name]?.trim() ?? '';
    const value = text === '' ? undefined : parse(kind, text);
    if (value === undefined)
      problems.push(`${name} ${text === '' ? 'is missing' : `is not ${wanted[kind]}`}`);
    return [name, value];
  });
  if (problems.length > 0) throw new Error(`Environment: ${problems.join('; ')}`);
  return Object.fromEntries(values) as Env<Spec>;
}

function parse(kind: EnvKind, text: string): string | number | boolean | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'url':
      return URL.canParse(text) ? text : undefined;
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
  }
}
