import { describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { agentListQuery } from '../../../shared/api/agent.ts';
import { eventListQuery } from '../../../shared/api/event.ts';
import { configureBody, coverageBody, deleteQuery, scheduleBody } from '../../../shared/api/integration.ts';
import { pageQuery } from '../../../shared/api/page.ts';
import { parseInput } from '../../../shared/api/parse.ts';
import { AppError } from '../../../shared/errors.ts';

const problemsOf = (schema: z.ZodMiniType, input: unknown) => {
  try {
    parseInput(schema, input, 'body');
  } catch (error) {
    if (error instanceof AppError && error.code === 'VALIDATION') return error.extra.errors;
    throw error;
  }
  return [];
};

const pathsOf = (schema: z.ZodMiniType, input: unknown) =>
  (problemsOf(schema, input) as { path: string }[]).map(({ path }) => path);

test('a request with defaults left out gets them', () => {
  expect(parseInput(configureBody, { apiKey: 'k' }, 'body')).toEqual({
    apiKey: 'k',
    lookbackDays: 30,
    coverage: { files: true, text: true, projects: true, sessions: false },
    requestShare: 0.8,
    budget: null,
  });
  expect(parseInput(configureBody, { apiKey: 'k', coverage: {} }, 'body').coverage).toEqual({
    files: true,
    text: true,
    projects: true,
    sessions: false,
  });
  expect(parseInput(pageQuery, {}, 'query')).toEqual({ limit: 50 });
  expect(parseInput(deleteQuery, {}, 'query')).toEqual({ purge: 'false' });
  expect(parseInput(agentListQuery, {}, 'query')).toEqual({ limit: 50, sort: 'owner' });
});

describe('it refuses, and names the field', () => {
  test.each<[string, z.ZodMiniType, unknown, string[]]>([
    ['a missing key', configureBody, {}, ['apiKey']],
    ['a key that is no text', configureBody, { apiKey: 7 }, ['apiKey']],
    ['an empty key', configureBody, { apiKey: '' }, ['apiKey']],
    ['no day to look back', configureBody, { apiKey: 'k', lookbackDays: 0 }, ['lookbackDays']],
    [
      'more than six years to look back',
      configureBody,
      { apiKey: 'k', lookbackDays: 2_191 },
      ['lookbackDays'],
    ],
    ['half a day', configureBody, { apiKey: 'k', lookbackDays: 1.5 }, ['lookbackDays']],
    ['days as text', configureBody, { apiKey: 'k', lookbackDays: '30' }, ['lookbackDays']],
    ['no share of the rate', configureBody, { apiKey: 'k', requestShare: 0 }, ['requestShare']],
    ['more than the rate', configureBody, { apiKey: 'k', requestShare: 1.01 }, ['requestShare']],
    ['coverage that leaves something open', coverageBody, {}, ['files', 'text', 'projects', 'sessions']],
    ['unknown fields', configureBody, { apiKey: 'k', tenant: 'x', admin: 1 }, ['tenant', 'admin']],
    ['unknown fields inside', configureBody, { apiKey: 'k', coverage: { sound: true } }, ['coverage.sound']],
    ['an unknown frequency', scheduleBody, { frequency: 'hourly' }, ['frequency']],
    ['a purge that is neither', deleteQuery, { purge: 'yes' }, ['purge']],
    ['a page of none', pageQuery, { limit: '0' }, ['limit']],
    ['a page too large', pageQuery, { limit: '201' }, ['limit']],
    ['a page of words', pageQuery, { limit: 'all' }, ['limit']],
    ['an endless cursor', pageQuery, { cursor: 'x'.repeat(5_000) }, ['cursor']],
    ['two values of one filter', eventListQuery, { risk: 'high,low' }, ['risk']],
    ['a day that does not exist', eventListQuery, { from: '2026-02-30' }, ['from']],
    ['a time in words', eventListQuery, { to: 'yesterday' }, ['to']],
    ['an unknown sort', agentListQuery, { sort: 'name' }, ['sort']],
    ['an unknown level', agentListQuery, { usage: 'high' }, ['usage']],
  ])('%s', (_, schema, input, paths) => {
    expect(pathsOf(schema, input)).toEqual(paths);
  });
});

test('messages say what was expected and repeat no value', () => {
  const key = 'very-secret';

  const text = JSON.stringify(
    problemsOf(configureBody, { apiKey: [key], lookbackDays: key, requestShare: key }),
  );

  expect(text).toContain('expected string');
  expect(text).not.toContain(key);
});

test('a thousand unknown fields give twenty messages', () => {
  const input = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`field-${i}`, i]));

  expect(problemsOf(scheduleBody, input)).toHaveLength(20);
});

test.each([
  ['2026-10-01', '2026-10-01T00:00:00.000Z'],
  ['2026-10-01T02:00:00+02:00', '2026-10-01T00:00:00.000Z'],
  ['2026-10-01T00:00:00Z', '2026-10-01T00:00:00.000Z'],
])('%s is taken as %s', (given, taken) => {
  expect(parseInput(eventListQuery, { from: given }, 'query').from).toBe(taken);
});
