import { randomUUID } from 'node:crypto';
import { AwsFault, unknownOperation } from '../fault.ts';
import { asNumber, asObject, asObjects, asText, type JsonObject } from '../json.ts';
import { ACCOUNT, arn, REGION } from '../names.ts';
import { type Clock, repeat } from './clock.ts';
import { type Deliver, targetInput, targetOf } from './delivery.ts';
import { matchesPattern } from './event-pattern.ts';
import { nextDue } from './schedule-expression.ts';

/** A rule of a template: events of a bus that fit a pattern, or a schedule. */
export interface Rule {
  name: string;
  bus: string;
  pattern?: JsonObject;
  /** `rate(5 minutes)` or `cron(…)`, in UTC. */
  schedule?: string;
  enabled: boolean;
  /** Target properties: Arn, Input, InputPath, InputTransformer, SqsParameters. */
  targets: JsonObject[];
}

export interface EventBus {
  handle(operation: string, input: JsonObject): JsonObject;
  setRules(rules: Rule[]): void;
  stop(): void;
}

/** EventBridge, PutEvents. */
const MAX_ENTRIES = 10;

const withoutMilliseconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

interface EventParts {
  source: string;
  detailType: string;
  time: number;
  resources: unknown[];
  detail: unknown;
}

const newEvent = ({
  source,
  detailType,
  time,
  resources,
  detail,
}: EventParts): JsonObject & { id: string } => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: ACCOUNT,
  time: withoutMilliseconds(time),
  region: REGION,
  resources,
  detail,
});

/** The name of a bus given by name or ARN. */
export const busName = (nameOrArn: string | undefined): string => nameOrArn?.split('/').at(-1) ?? 'default';

/** EventBridge: PutEvents, and the rules of the template. */
export function eventBus(clock: Clock, deliver: Deliver): EventBus {
  let rules: Rule[] = [];
  let timers: (() => void)[] = [];

  const send = (rule: Rule, event: JsonObject): void => {
    for (const target of rule.targets) deliver(targetOf(target), targetInput(target, event));
  };
  const putOne = (entry: JsonObject): JsonObject => {
    const source = asText(entry.Source);
    const detailType = asText(entry.DetailType);
    if (!source || !detailType) {
      return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source and DetailType are required.' };
    }
    let detail: unknown;
    try {
      detail = JSON.parse(asText(entry.Detail) ?? '{}');
    } catch {
      return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    }
    const at = asNumber(entry.Time);
    const resources = Array.isArray(entry.Resources) ? entry.Resources : [];
    const time = at === undefined ? Date.now() : at * 1000;
    const event = newEvent({ source, detailType, time, resources, detail });
    const bus = busName(asText(entry.EventBusName));
    for (const rule of rules) {
      if (rule.enabled && rule.bus === bus && rule.pattern && matchesPattern(rule.pattern, event))
        send(rule, event);
    }
    return { EventId: event.id };
  };
  const scheduled = (rule: Rule, schedule: string): (() => void) => {
    const start = clock.now();
    const next = (after: number) => nextDue(schedule, 'UTC', start, after);
    return repeat(clock, start, next, (due) => {
      const parts = { source: 'aws.events', detailType: 'Scheduled Event', time: due, detail: {} };
      send(rule, newEvent({ ...parts, resources: [arn('events', `rule/${rule.name}`)] }));
    });
  };

  return {
    handle(operation, input) {
      if (operation !== 'PutEvents') throw unknownOperation(operation);
      const entries = asObjects(input.Entries);
      if (entries.length < 1 || entries.length > MAX_ENTRIES) {
        throw new AwsFault('ValidationException', `Entries must have between 1 and ${MAX_ENTRIES} members.`);
      }
      const Entries = entries.map((entry) => putOne(asObject(entry)));
      return { FailedEntryCount: Entries.filter((entry) => entry.ErrorCode).length, Entries };
    },
    setRules(next) {
      for (const stop of timers) stop();
      rules = next;
      timers = next.flatMap((rule) =>
        rule.schedule && rule.enabled ? [scheduled(rule, rule.schedule)] : [],
      );
    },
    stop() {
      for (const stop of timers) stop();
    },
  };
}
