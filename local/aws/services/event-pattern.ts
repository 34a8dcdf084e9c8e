import { AwsFault } from '../fault.ts';
import { asList, asObject, isObject, type JsonObject } from '../json.ts';

/** EventBridge, event patterns: what `{ "prefix": "a" }` and its kind accept. */
const MATCHERS: Record<string, (operand: unknown, value: unknown) => boolean> = {
  exists: (operand, value) => (value !== undefined) === operand,
  prefix: (operand, value) => startsOrEnds(operand, value, (text, part) => text.startsWith(part)),
  suffix: (operand, value) => startsOrEnds(operand, value, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (operand, value) =>
    typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase(),
  wildcard: (operand, value) => typeof value === 'string' && wildcard(String(operand)).test(value),
  'anything-but': (operand, value) => {
    const excluded = Array.isArray(operand) ? operand : [operand];
    return value !== undefined && !excluded.some((each) => matchesOne(each, value));
  },
  numeric: (operand, value) => typeof value === 'number' && inRange(asList(operand), value),
};

function startsOrEnds(
  operand: unknown,
  value: unknown,
  test: (text: string, part: string) => boolean,
): boolean {
  if (typeof value !== 'string') return false;
  if (!isObject(operand)) return test(value, String(operand));
  return test(value.toLowerCase(), String(operand['equals-ignore-case']).toLowerCase());
}

const wildcard = (pattern: string): RegExp => {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
};

/** `['>', 0, '<=', 5]` */
function inRange(comparisons: unknown[], value: number): boolean {
  for (let i = 0; i < comparisons.length; i += 2) {
    const bound = Number(comparisons[i + 1]);
    const holds: Record<string, boolean> = {
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
      '=': value === bound,
    };
    if (!holds[String(comparisons[i])]) return false;
  }
  return true;
}

function matchesOne(rule: unknown, value: unknown): boolean {
  if (!isObject(rule)) return rule === value;
  return Object.entries(rule).every(([name, operand]) => {
    const matcher = MATCHERS[name];
    if (matcher) return matcher(operand, value);
    throw new AwsFault(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: Unrecognized match type ${name}`,
    );
  });
}

function matchesField(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(value) && value.length > 0 ? value : [value];
    return pattern.some((rule) => values.some((each) => matchesOne(rule, each)));
  }
  const nested = asObject(pattern);
  if (Array.isArray(value)) return value.some((each) => matchesPattern(nested, asObject(each)));
  return matchesPattern(nested, asObject(value));
}

/** Whether an event fits a pattern: every field of the pattern must accept the event's field. */
export function matchesPattern(pattern: JsonObject, event: JsonObject): boolean {
  return Object.entries(pattern).every(([name, rule]) =>
    name === '$or'
      ? asList(rule).some((alternative) => matchesPattern(asObject(alternative), event))
      : matchesField(rule, event[name]),
  );
}
