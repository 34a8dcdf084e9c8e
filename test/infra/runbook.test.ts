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
const operations = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operations.md'), 'utf8');
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
  const types = { lambda: 'AWS::Lambda::Function', queue: 'AWS::SQS::Queue', table: 'AWS::DynamoDB::Table' };
  const commands = runbook + operations;
  const named = [...commands.matchAll(/\$\((lambda|queue|table) ([A-Z]\w+)\)/g)].map(
    ([, kind, id]) => [kind === 'table' ? 'data' : 'service', id, types[kind as keyof typeof types]] as const,
  );
  const inLoops = [...commands.matchAll(/for ([fq]) in ([\w ]+); do/g)].flatMap(([, variable, ids = '']) =>
    ids.split(' ').map((id) => ['service', id, variable === 'f' ? types.lambda : types.queue] as const),
  );
  const others = [...commands.matchAll(/\$\(physical (data|service) (\w+) (AWS::[\w:]+)\)/g)].map(
    ([, stack, id, type]) => [stack as 'data' | 'service', id, String(type)] as const,
  );

  test.each([...named, ...inLoops, ...others])(
    'finds in the stack %s the one that its commands and those of operations.md call %s',
    (stack, id, type) => {
      const found = Object.entries(resources[stack].Resources as Record<string, { Type: string }>).filter(
        ([logicalId, { Type }]) => Type === type && logicalId.startsWith(String(id)),
      );

      expect(found.map(([logicalId]) => logicalId)).toHaveLength(1);
    },
  );

  test.each([...sections])('%s describes, investigates and resolves', (_, section) => {
    const parts = [...section.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part);

    expect(parts).toEqual(['Description', 'Investigation', 'Resolution']);
  });
});
