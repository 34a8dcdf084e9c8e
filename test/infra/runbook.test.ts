import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { template } from '../support/assembly.ts';
import { functionNames } from '../support/function-names.ts';

const alarms = Object.values(template('Service').findResources('AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => ({
    name: String(Properties.AlarmName),
    description: String(Properties.AlarmDescription),
  }),
);

const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

describe('alarms', () => {
  test.each(alarms)('$name begins with a heading of the runbook', ({ description }) => {
    expect([...sections.keys()]).toContain(description.slice(0, description.indexOf(':')));
  });

  test('have names of their own', () => {
    expect(new Set(alarms.map(({ name }) => name)).size).toBe(alarms.length);
  });

  test.each(functionNames())('%s has one for errors and one for throttles', (name) => {
    const kinds = alarms.map((alarm) => alarm.name.split('/')).filter(([, subject]) => subject === name);

    expect(kinds.map(([, , kind]) => kind)).toEqual(
      expect.arrayContaining(['function-errors', 'function-throttles']),
    );
  });
});

describe('the runbook', () => {
  test.each([...sections.keys()])('%s is about an alarm that exists', (heading) => {
    expect(alarms.some(({ description }) => description.startsWith(`${heading}:`))).toBe(true);
  });

  test.each([...sections])('%s describes, investigates and resolves', (_, section) => {
    const parts = [...section.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part);

    expect(parts).toEqual(['Description', 'Investigation', 'Resolution']);
  });
});
