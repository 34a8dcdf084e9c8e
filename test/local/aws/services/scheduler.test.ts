import { describe, expect, test } from 'vitest';
import { openDocuments } from '../../../../local/aws/services/documents.ts';
import type { Schedule } from '../../../../local/aws/services/schedule.ts';
import { scheduler } from '../../../../local/aws/services/scheduler.ts';
import { manualClock } from '../support/manual-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A scheduler on a clock that the test moves, and what it delivered, with the time. */
function aScheduler() {
  const clock = manualClock('2026-01-01T00:00:00Z');
  const documents = openDocuments().collection<Schedule>('schedule');
  const delivered: { at: string; event: unknown }[] = [];
  const start = () =>
    scheduler(documents, clock, (_target, event) => {
      delivered.push({ at: new Date(clock.now()).toISOString().slice(0, 19), event });
    });
  const service = start();
  const request = (method: string, name: string, rest: object = {}) =>
    service.handle(method, new URL(`http://local/schedules/${name}`), {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f', RoleArn: 'role', Input: '{"n":1}' },
      ...rest,
    });
  const times = () => delivered.map(({ at }) => at.slice(5));
  return { clock, delivered, request, service, start, times };
}

describe('rates', () => {
  test('without a start date the first run is at once, then one per interval', () => {
    const { clock, request, times } = aScheduler();
    request('POST', 's');
    clock.advance(2 * HOUR);
    expect(times()).toEqual(['01-01T00:00:00', '01-01T01:00:00', '01-01T02:00:00']);
  });

  test('with a start date the first run is then', () => {
    const { clock, request, times } = aScheduler();
    request('POST', 's', { ScheduleExpression: 'rate(7 days)', StartDate: '2026-01-03T06:00:00Z' });
    clock.advance(12 * DAY);
    expect(times()).toEqual(['01-03T06:00:00', '01-10T06:00:00']);
  });

  test('after the end date nothing runs and the schedule goes if it was to', () => {
    const { clock, request, times } = aScheduler();
    request('POST', 's', { EndDate: '2026-01-01T01:30:00Z', ActionAfterCompletion: 'DELETE' });
    clock.advance(DAY);
    expect(times()).toEqual(['01-01T00:00:00', '01-01T01:00:00']);
    expect(() => request('GET', 's')).toThrow(/does not exist/);
  });

  test('an interval longer than the longest timer is kept', () => {
    const { clock, request, times } = aScheduler();
    request('POST', 's', { ScheduleExpression: 'rate(40 days)' });
    clock.advance(81 * DAY);
    expect(times()).toEqual(['01-01T00:00:00', '02-10T00:00:00', '03-22T00:00:00']);
  });
});

describe('state', () => {
  test('a disabled schedule waits; enabled again it does not catch up', () => {
    const { clock, request, times } = aScheduler();
    request('POST', 's', { StartDate: '2026-01-01T01:00:00Z' });
    request('PUT', 's', { StartDate: '2026-01-01T01:00:00Z', State: 'DISABLED' });
    clock.advance(90 * MINUTE);
    request('PUT', 's', { StartDate: '2026-01-01T01:00:00Z' });
    clock.advance(HOUR);
    expect(times()).toEqual(['01-01T02:00:00']);
  });

  test('a deleted schedule runs no more', () => {
    const { clock, request, times } = aScheduler();
    request('POST', 's');
    clock.advance(1);
    request('DELETE', 's');
    clock.advance(DAY);
    expect(times()).toHaveLength(1);
  });

  test('a one-time schedule runs once and stays unless it is to be deleted', () => {
    const { clock, request, times } = aScheduler();
    request('POST', 'kept', { ScheduleExpression: 'at(2026-01-01T05:00:00)' });
    request('POST', 'gone', {
      ScheduleExpression: 'at(2026-01-01T06:00:00)',
      ActionAfterCompletion: 'DELETE',
    });
    clock.advance(DAY);
    expect(times()).toEqual(['01-01T05:00:00', '01-01T06:00:00']);
    expect(request('GET', 'kept')).toMatchObject({ Name: 'kept' });
    expect(() => request('GET', 'gone')).toThrow(/does not exist/);
  });

  test('a run missed while the process was down happens once after the restart', () => {
    const { clock, request, service, start, times } = aScheduler();
    request('POST', 's', { StartDate: '2026-01-01T01:00:00Z' });
    service.stop();
    clock.advance(5 * HOUR + 30 * MINUTE);
    const again = start();
    clock.advance(30 * MINUTE);
    expect(times()).toEqual(['01-01T05:30:00', '01-01T06:00:00']);
    again.stop();
  });
});

test('a flexible window moves the run inside it, the same way each time', () => {
  const runs = () => {
    const { clock, request, times } = aScheduler();
    request('POST', 's', {
      StartDate: '2026-01-01T01:00:00Z',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    });
    clock.advance(90 * MINUTE);
    return times();
  };
  const [first = ''] = runs();
  expect(first > '01-01T01:00:00' && first < '01-01T01:15:00').toBe(true);
  expect(runs()).toEqual([first]);
});

test('context attributes of the input are filled in', () => {
  const { clock, delivered, request } = aScheduler();
  request('POST', 's', {
    StartDate: '2026-01-01T01:00:00Z',
    Target: {
      Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      RoleArn: 'role',
      Input: '{"at":"<aws.scheduler.scheduled-time>","arn":"<aws.scheduler.schedule-arn>"}',
    },
  });
  clock.advance(HOUR);
  expect(delivered[0]?.event).toEqual({
    at: '2026-01-01T01:00:00Z',
    arn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/s',
  });
});
