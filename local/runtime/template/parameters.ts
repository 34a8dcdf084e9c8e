import { asList, asNumber, asObject, asText, type JsonObject } from '../../aws/json.ts';
import type { StackFile } from './assembly.ts';

const definitions = (stack: StackFile): JsonObject => asObject(stack.template.Parameters);

/** @throws if CloudFormation would refuse the value */
function check(stack: string, name: string, definition: JsonObject, value: string): void {
  const allowed = asList(definition.AllowedValues).map(String);
  const pattern = asText(definition.AllowedPattern);
  const maximum = asNumber(definition.MaxLength) ?? Number.POSITIVE_INFINITY;
  const fits =
    (allowed.length === 0 || allowed.includes(value)) &&
    (pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value)) &&
    value.length >= (asNumber(definition.MinLength) ?? 0) &&
    value.length <= maximum;
  if (!fits) throw new Error(`Parameter ${name} of ${stack} does not accept the value "${value}".`);
}

/**
 * The parameter values of one stack: those given, else the defaults of the template.
 * @throws if a value is not allowed
 */
export function parameterValues(stack: StackFile, given: Record<string, string>): Map<string, string> {
  const values = Object.entries(definitions(stack)).flatMap(([name, value]): [string, string][] => {
    const definition = asObject(value);
    const chosen = given[name] ?? definition.Default;
    if (chosen === undefined) return [];
    check(stack.name, name, definition, String(chosen));
    return [[name, String(chosen)]];
  });
  return new Map(values);
}

/** @throws if a given parameter is one of no stack */
export function checkParameterNames(stacks: StackFile[], given: Record<string, string>): void {
  const known = new Set(stacks.flatMap((stack) => Object.keys(definitions(stack))));
  const unknown = Object.keys(given).find((name) => !known.has(name));
  if (unknown) throw new Error(`No template has a parameter ${unknown}.`);
}
