import { createHash } from 'node:crypto';
import { AwsFault } from '../fault.ts';
import { asNumber, asObject, asText, isObject, type JsonObject } from '../json.ts';
import { arn } from '../names.ts';
import { nextDue } from './schedule-expression.ts';

/** A schedule as it was put, with what the scheduler knows about it. Times of the API are epoch seconds. */
export interface Schedule {
  name: string;
  group: string;
  /** The fields of the request, as GetSchedule answers them. */
  fields: JsonObject;
  /** Epoch seconds. */
  createdAt: number;
  modifiedAt: number;
  /** Epoch milliseconds up to which due times are done. */
  doneUntil: number;
}

const MINUTE_MS = 60_000;

/** Names are unique within a group. */
export const keyOf = (group: string, name: string): string => `${group}/${name}`;
export const arnOf = (schedule: Schedule): string =>
  arn('scheduler', `schedule/${keyOf(schedule.group, schedule.name)}`);
const invalid = (message: string): AwsFault => new AwsFault('ValidationException', message);

/** Epoch milliseconds of a time that the API writes in seconds and a template in ISO 8601. */
function timeOf(value: unknown): number | undefined {
  const seconds = asNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  const text = asText(value);
  return text === undefined ? undefined : Date.parse(text);
}

/** The first due time after a moment, both epoch milliseconds; undefined when the schedule is over. */
export function nextOf(schedule: Schedule, after: number): number | undefined {
  const { fields } = schedule;
  const start = timeOf(fields.StartDate);
  const expression = asText(fields.ScheduleExpression) ?? '';
  const timeZone = asText(fields.ScheduleExpressionTimezone) ?? 'UTC';
  const once = expression.startsWith('at(');
  // Scheduler ignores StartDate and EndDate of one-time schedules. A rate without a StartDate begins at once.
  const from = once || start === undefined ? after : Math.max(after, start - 1);
  const due = nextDue(expression, timeZone, start ?? schedule.createdAt * 1000, from);
  const end = timeOf(fields.EndDate);
  return due !== undefined && !once && end !== undefined && due > end ? undefined : due;
}

/** Inside a flexible window, the same moment for the same schedule and due time. */
export function offsetInWindow(schedule: Schedule, due: number): number {
  const window = asObject(schedule.fields.FlexibleTimeWindow);
  const minutes = window.Mode === 'FLEXIBLE' ? (asNumber(window.MaximumWindowInMinutes) ?? 0) : 0;
  if (minutes === 0) return 0;
  const digest = createHash('sha256')
    .update(`${arnOf(schedule)} ${due}`)
    .digest();
  return Math.floor((digest.readUInt32BE() / 2 ** 32) * minutes * MINUTE_MS);
}

/** The input with the scheduler's context attributes filled in (Scheduler, "Adding context attributes"). */
export function inputOf(schedule: Schedule, due: number): unknown {
  const text = asText(asObject(schedule.fields.Target).Input);
  if (text === undefined) return {};
  const executionId = createHash('sha256')
    .update(`${arnOf(schedule)} ${due}`)
    .digest('hex')
    .slice(0, 36);
  const context: Record<string, string> = {
    'schedule-arn': arnOf(schedule),
    'scheduled-time': new Date(due).toISOString().replace(/\.\d+Z$/, 'Z'),
    'execution-id': executionId,
    'attempt-number': '1',
  };
  return JSON.parse(
    text.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => context[name] ?? whole),
  );
}

/** @throws ValidationException if the request does not describe a schedule */
export function check(fields: JsonObject, now: number): void {
  const target = asObject(fields.Target);
  if (!asText(target.Arn) || !asText(target.RoleArn)) throw invalid('Target needs Arn and RoleArn.');
  if (!isObject(fields.FlexibleTimeWindow)) throw invalid('FlexibleTimeWindow is required.');
  const timeZone = asText(fields.ScheduleExpressionTimezone) ?? 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw invalid(`Invalid time zone ${timeZone}.`);
  }
  nextDue(asText(fields.ScheduleExpression) ?? '', timeZone, now, now);
}

export const isEnabled = (schedule: Schedule): boolean => schedule.fields.State !== 'DISABLED';

/** As GetSchedule answers. */
export function described(schedule: Schedule): JsonObject {
  return {
    State: 'ENABLED',
    ScheduleExpressionTimezone: 'UTC',
    ActionAfterCompletion: 'NONE',
    ...schedule.fields,
    Name: schedule.name,
    GroupName: schedule.group,
    Arn: arnOf(schedule),
    CreationDate: schedule.createdAt,
    LastModificationDate: schedule.modifiedAt,
  };
}

/** As ListSchedules answers. */
export function summary(schedule: Schedule): JsonObject {
  const { Name, GroupName, Arn, State, CreationDate, LastModificationDate, Target } = described(schedule);
  const target = { Arn: asObject(Target).Arn };
  return { Name, GroupName, Arn, State, CreationDate, LastModificationDate, Target: target };
}
