import { asObject, asText, isObject, type JsonObject } from '../json.ts';

/** Where a rule or schedule sends its event. */
export interface Target {
  arn: string;
  /** Message group of a FIFO queue. */
  messageGroupId?: string;
}

/** Hands an event to a function or queue. Never throws: a target that is not there is the operator's problem, not the sender's. */
export type Deliver = (target: Target, event: unknown) => void;

export function targetOf(properties: JsonObject): Target {
  const messageGroupId =
    asText(asObject(properties.SqsParameters).MessageGroupId) ?? asText(properties.MessageGroupId);
  return {
    arn: asText(properties.Arn) ?? '',
    ...(messageGroupId === undefined ? {} : { messageGroupId }),
  };
}

/** `$.detail.id` → the value there; `$` is the whole event. */
const atPath = (event: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce((value, name) => asObject(value)[name], event);

/** Fills `<name>` placeholders: JSON outside of quotes, plain text within. */
function fillTemplate(template: string, values: Record<string, unknown>): string {
  return template.replace(/<([\w.-]+)>/g, (whole, name: string, offset: number) => {
    if (!(name in values)) return whole;
    const json = JSON.stringify(values[name] ?? null);
    const quotes = template.slice(0, offset).split('"').length - 1;
    if (quotes % 2 === 0) return json;
    return typeof values[name] === 'string' ? json.slice(1, -1) : json.replaceAll('"', '\\"');
  });
}

/** What a rule's target receives of an event (EventBridge, Input, InputPath and InputTransformer). */
export function targetInput(properties: JsonObject, event: JsonObject): unknown {
  const input = asText(properties.Input);
  if (input !== undefined) return JSON.parse(input);
  const path = asText(properties.InputPath);
  if (path !== undefined) return atPath(event, path);
  const transformer = properties.InputTransformer;
  if (!isObject(transformer)) return event;
  const paths = asObject(transformer.InputPathsMap);
  const values = Object.fromEntries(
    Object.entries(paths).map(([name, each]) => [name, atPath(event, String(each))]),
  );
  return JSON.parse(fillTemplate(asText(transformer.InputTemplate) ?? '{}', values));
}
