import { asList, asObject, isObject, type JsonObject } from '../../aws/json.ts';

/** What the intrinsic functions of a template look things up in. */
export interface Scope {
  /** The value of a parameter, pseudo parameter or resource. */
  ref(name: string): unknown;
  attribute(resource: string, attribute: string): unknown;
  /** The definition of a condition, unresolved. */
  condition(name: string): unknown;
  /** The value that another stack exports. */
  imported(name: string): unknown;
}

type Intrinsic = (operand: unknown, scope: Scope) => unknown;

const resolveList = (operand: unknown, scope: Scope): unknown[] => asList(resolve(operand, scope));

function attributeOf(operand: unknown, scope: Scope): unknown {
  const [resource = '', ...path] = Array.isArray(operand) ? operand.map(String) : String(operand).split('.');
  return scope.attribute(resource, path.join('.'));
}

/** `${Name}`, `${Resource.Attribute}` and `${!Literal}`. */
function substitute(operand: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(operand) ? operand : [operand, {}];
  const given = asObject(variables);
  return String(template).replace(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in given) return String(resolve(given[name], scope));
    return String(name.includes('.') ? attributeOf(name, scope) : scope.ref(name));
  });
}

const isTrue = (operand: unknown, scope: Scope): boolean => resolve(operand, scope) === true;

const conditionHolds = (name: unknown, scope: Scope): boolean => isTrue(scope.condition(String(name)), scope);

const INTRINSICS: Record<string, Intrinsic> = {
  Ref: (operand, scope) => scope.ref(String(operand)),
  Condition: conditionHolds,
  'Fn::GetAtt': attributeOf,
  'Fn::ImportValue': (operand, scope) => scope.imported(String(resolve(operand, scope))),
  'Fn::Join': (operand, scope) => {
    const [separator, parts] = asList(operand);
    return resolveList(parts, scope).map(String).join(String(separator));
  },
  'Fn::Select': (operand, scope) => {
    const [index, list] = asList(operand);
    return resolveList(list, scope)[Number(resolve(index, scope))];
  },
  'Fn::Split': (operand, scope) => {
    const [separator, text] = asList(operand);
    return String(resolve(text, scope)).split(String(separator));
  },
  'Fn::Sub': substitute,
  'Fn::If': (operand, scope) => {
    const [condition, yes, no] = asList(operand);
    return resolve(conditionHolds(condition, scope) ? yes : no, scope);
  },
  'Fn::Equals': (operand, scope) => {
    const [left, right] = resolveList(operand, scope);
    return left === right;
  },
  'Fn::Not': (operand, scope) => !isTrue(asList(operand)[0], scope),
  'Fn::And': (operand, scope) => asList(operand).every((each) => isTrue(each, scope)),
  'Fn::Or': (operand, scope) => asList(operand).some((each) => isTrue(each, scope)),
};

/** Whether an object is a call of an intrinsic function: it has that one field and nothing else. */
function intrinsicCall(value: JsonObject): [Intrinsic, unknown] | undefined {
  const [entry, ...others] = Object.entries(value);
  if (!entry || others.length > 0) return undefined;
  const [name, operand] = entry;
  // A statement of a policy has an object named Condition.
  if (name === 'Condition' && typeof operand !== 'string') return undefined;
  const intrinsic = INTRINSICS[name];
  if (intrinsic) return [intrinsic, operand];
  if (name.startsWith('Fn::'))
    throw new Error(`The local runtime does not know the intrinsic function ${name}.`);
  return undefined;
}

/** A part of a template with all intrinsic functions replaced by their values; what has no value is left out. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => resolve(each, scope)).filter((each) => each !== undefined);
  }
  if (!isObject(value)) return value;
  const call = intrinsicCall(value);
  if (call) return call[0](call[1], scope);
  const fields = Object.entries(value).map(([name, each]) => [name, resolve(each, scope)] as const);
  return Object.fromEntries(fields.filter(([, each]) => each !== undefined));
}
