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

  test.each(alarms)('$name says how much it matters', ({ description }) => {
    expect(description).toMatch(/Severity [123]\./);
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
  const alarmed = [...sections.keys()].filter((heading) => heading !== 'Budget');

  test.each(alarmed)('%s is about an alarm that exists', (heading) => {
    expect(alarms.some(({ description }) => description.startsWith(`${heading}:`))).toBe(true);
  });

  test('has a section for the messages of the budget', () => {
    expect(sections.has('Budget')).toBe(true);
    template('Service').resourceCountIs('AWS::Budgets::Budget', 2);
  });

  const resources = { data: template('Data').toJSON(), service: template('Service').toJSON() };
  const named = [...runbook.matchAll(/\$\(lambda ([A-Z]\w+)\)/g)].map(
    ([, id]) => ['service', id, 'AWS::Lambda::Function'] as const,
  );
  const others = [
    ...[...runbook.matchAll(/\$\(queue (\w+)\)/g)].map(
      ([, id]) => ['service', id, 'AWS::SQS::Queue'] as const,
    ),
    ...[...runbook.matchAll(/\$\(table (\w+)\)/g)].map(
      ([, id]) => ['data', id, 'AWS::DynamoDB::Table'] as const,
    ),
    ...[...runbook.matchAll(/\$\(physical (data|service) (\w+) (AWS::[\w:]+)\)/g)].map(
      ([, stack, id, type]) => [stack as 'data' | 'service', id, type] as const,
    ),
  ];

  test.each([...named, ...others])('finds in the stack %s what its commands call %s', (stack, id, type) => {
    const found = Object.entries(resources[stack].Resources as Record<string, { Type: string }>).filter(
      ([logicalId, { Type }]) => Type === type && logicalId.startsWith(String(id)),
    );

    expect(found.length).toBeGreaterThan(0);
  });

  test.each([...sections])('%s describes, investigates and resolves', (_, section) => {
    const parts = [...section.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part);

    expect(parts).toEqual(['Description', 'Investigation', 'Resolution']);
  });
});
