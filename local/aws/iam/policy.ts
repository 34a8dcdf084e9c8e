import { asList, asObject, asText, isObject } from '../json.ts';

// The part of IAM's language that roles of this repository are written in. What is not known here is refused when it is read,
// so that no statement counts for more or for less than it says.

/** Condition keys of a request with their values; a key that is not there has no entry. */
export type Context = Readonly<Record<string, readonly string[]>>;

/** What somebody wants to do. */
export interface Ask {
  /** `dynamodb:GetItem` */
  readonly action: string;
  /** ARN */
  readonly resource: string;
  readonly context?: Context;
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** Empty in a trust policy, whose resource is its role. */
  readonly resources: readonly string[];
  /** ARNs and services that a trust policy names. */
  readonly principals: readonly string[];
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const OPERATORS: Readonly<Record<string, (condition: Condition, context: Context) => boolean>> = {
  Null: ({ key, values }, context) => values.includes(String(context[key] === undefined)),
  StringEquals: (condition, context) => someValue(condition, context, equals),
  StringLike: (condition, context) => someValue(condition, context, matches),
  // Of no values at all it is true.
  'ForAllValues:StringEquals': ({ key, values }, context) =>
    (context[key] ?? []).every((given) => values.some((value) => equals(value, given, context))),
};

const KNOWN = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition'];

/** The statements of a policy document. @throws where one says something that is not evaluated here */
export function statementsOf(document: unknown): Statement[] {
  return asList(asObject(document).Statement)
    .map(asObject)
    .map((statement) => {
      const unknown = Object.keys(statement).filter((name) => !KNOWN.includes(name));
      if (unknown.length > 0) throw new Error(`The local IAM does not know ${unknown.join(', ')}.`);
      return {
        effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
        actions: textsOf(statement.Action),
        resources: textsOf(statement.Resource),
        principals: isObject(statement.Principal) ? Object.values(statement.Principal).flatMap(textsOf) : [],
        conditions: Object.entries(asObject(statement.Condition)).flatMap(([operator, keys]) =>
          conditionsOf(operator, asObject(keys)),
        ),
      };
    });
}

function conditionsOf(operator: string, keys: Readonly<Record<string, unknown>>): Condition[] {
  if (!(operator in OPERATORS)) throw new Error(`The local IAM does not know the operator ${operator}.`);
  return Object.entries(keys).map(([key, values]) => ({ operator, key, values: textsOf(values) }));
}

const textsOf = (value: unknown): string[] => [value].flat().flatMap((each) => asText(each) ?? []);

/** Whether these statements of a role allow it: one says so, and none forbids it. */
export function isAllowed(statements: readonly Statement[], ask: Ask): boolean {
  const context = ask.context ?? {};
  const about = statements.filter(
    ({ actions, resources, conditions }) =>
      actions.some((action) => matches(action, ask.action, context)) &&
      resources.some((resource) => matches(resource, ask.resource, context)) &&
      hold(conditions, context),
  );
  return about.some(({ effect }) => effect === 'Allow') && !about.some(({ effect }) => effect === 'Deny');
}

/** Whether a trust policy lets this principal do it. */
export const isTrusted = (
  statements: readonly Statement[],
  principal: string,
  { action, context = {} }: Pick<Ask, 'action' | 'context'>,
): boolean =>
  statements.some(
    ({ effect, actions, principals, conditions }) =>
      effect === 'Allow' &&
      actions.includes(action) &&
      principals.includes(principal) &&
      hold(conditions, context),
  );

const hold = (conditions: readonly Condition[], context: Context): boolean =>
  conditions.every((condition) => OPERATORS[condition.operator]?.(condition, context));

type Comparison = (pattern: string, text: string, context: Context) => boolean;

const someValue = ({ key, values }: Condition, context: Context, compare: Comparison): boolean =>
  (context[key] ?? []).some((given) => values.some((value) => compare(value, given, context)));

const equals: Comparison = (pattern, text, context) => filledIn(pattern, context) === text;

/** With `*` for any text and `?` for one character. */
const matches: Comparison = (pattern, text, context) => {
  const filled = filledIn(pattern, context);
  if (filled === undefined) return false;
  const source = filled
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
};

/** With the values of its variables, such as `${aws:PrincipalTag/TenantId}`; undefined where one has none. */
function filledIn(pattern: string, context: Context): string | undefined {
  let isComplete = true;
  const filled = pattern.replace(/\$\{([^}]+)\}/g, (_whole, key: string) => {
    const [value] = context[key] ?? [];
    isComplete &&= value !== undefined;
    return value ?? '';
  });
  return isComplete ? filled : undefined;
}
