import { AwsFault, unknownOperation } from '../fault.ts';
import { asObject, asText, type JsonObject } from '../json.ts';
import { type Clock, repeat } from './clock.ts';
import { type Deliver, targetOf } from './delivery.ts';
import type { Documents } from './documents.ts';
import {
  arnOf,
  check,
  described,
  inputOf,
  isEnabled,
  keyOf,
  nextOf,
  offsetInWindow,
  type Schedule,
  summary,
} from './schedule.ts';

export interface Scheduler {
  /** `method` and path of the REST API, such as `POST /schedules/name`. */
  handle(method: string, url: URL, input: JsonObject): JsonObject;
  /** The schedules and groups of a template. */
  define(groups: string[], schedules: JsonObject[]): void;
  stop(): void;
}

const notFound = (name: string): AwsFault =>
  new AwsFault('ResourceNotFoundException', `Schedule ${name} does not exist.`, { status: 404 });

/** EventBridge Scheduler on the given clock: create, update, get, delete and list, groups of the template. */
export function scheduler(schedules: Documents<Schedule>, clock: Clock, deliver: Deliver): Scheduler {
  const groups = new Set(['default']);
  const timers = new Map<string, () => void>();
  const save = (schedule: Schedule): void => schedules.put(keyOf(schedule.group, schedule.name), schedule);

  const disarm = (key: string): void => {
    timers.get(key)?.();
    timers.delete(key);
  };
  const remove = (schedule: Schedule): void => {
    const key = keyOf(schedule.group, schedule.name);
    disarm(key);
    schedules.delete(key);
  };
  const arm = (schedule: Schedule): void => {
    const key = keyOf(schedule.group, schedule.name);
    disarm(key);
    if (!isEnabled(schedule)) return;
    let scheduled = 0;
    const next = (after: number): number | undefined => {
      const due = nextOf(schedule, after);
      if (due === undefined) return undefined;
      scheduled = due;
      return due + offsetInWindow(schedule, due);
    };
    const run = (due: number): void => {
      deliver(targetOf(asObject(schedule.fields.Target)), inputOf(schedule, scheduled));
      save({ ...schedule, doneUntil: Math.max(due, clock.now()) });
    };
    const end = (): void => {
      if (schedule.fields.ActionAfterCompletion === 'DELETE') remove(schedule);
    };
    // A simulated clock may have been ahead when the schedule last ran.
    timers.set(key, repeat(clock, Math.min(schedule.doneUntil, clock.now()), next, run, end));
  };

  const put = (name: string, group: string, fields: JsonObject, existing?: Schedule): JsonObject => {
    const now = clock.now();
    check(fields, now);
    const { ClientToken: _token, GroupName: _group, Name: _name, ...kept } = fields;
    const schedule: Schedule = {
      ...{ name, group, fields: kept, modifiedAt: now / 1000 },
      createdAt: existing?.createdAt ?? now / 1000,
      // A new schedule may be due at the moment of its creation, a changed one never catches up.
      doneUntil: existing ? now : now - 1,
    };
    save(schedule);
    arm(schedule);
    return { ScheduleArn: arnOf(schedule) };
  };

  const list = (query: URLSearchParams): JsonObject => {
    const group = query.get('ScheduleGroup');
    const prefix = query.get('NamePrefix') ?? '';
    const state = query.get('State');
    const limit = Number(query.get('MaxResults') ?? 100);
    const after = query.get('NextToken') ?? '';
    const found = schedules
      .all()
      .filter((schedule) => (!group || schedule.group === group) && schedule.name.startsWith(prefix))
      .filter((schedule) => !state || (isEnabled(schedule) ? 'ENABLED' : 'DISABLED') === state)
      .filter((schedule) => keyOf(schedule.group, schedule.name) > after);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const more = last && found.length > page.length ? { NextToken: keyOf(last.group, last.name) } : {};
    return { Schedules: page.map(summary), ...more };
  };

  for (const schedule of schedules.all()) arm(schedule);

  return {
    handle(method, url, input) {
      const [, resource, encoded] = url.pathname.split('/');
      if (resource !== 'schedules') throw unknownOperation(`${method} ${url.pathname}`);
      if (!encoded) return list(url.searchParams);
      const name = decodeURIComponent(encoded);
      const group = url.searchParams.get('groupName') ?? asText(input.GroupName) ?? 'default';
      if (!groups.has(group)) {
        throw new AwsFault('ResourceNotFoundException', `Schedule group ${group} does not exist.`, {
          status: 404,
        });
      }
      const existing = schedules.get(keyOf(group, name));
      if (method === 'POST' && existing) {
        throw new AwsFault('ConflictException', `Schedule ${name} already exists.`, { status: 409 });
      }
      if (method === 'POST') return put(name, group, input);
      if (!existing) throw notFound(name);
      if (method === 'PUT') return put(name, group, input, existing);
      if (method === 'GET') return described(existing);
      remove(existing);
      return {};
    },
    define(names, defined) {
      for (const group of names) groups.add(group);
      for (const fields of defined) {
        const name = asText(fields.Name) ?? '';
        const group = asText(fields.GroupName) ?? 'default';
        put(name, group, fields, schedules.get(keyOf(group, name)));
      }
    },
    stop() {
      for (const key of [...timers.keys()]) disarm(key);
    },
  };
}
