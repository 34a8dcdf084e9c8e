import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { createLog, errorFacts, logWith } from '../../../shared/runtime/log.ts';

const key = ['sk', 'ant', `api01-${'Zz9_-'.repeat(12)}`].join('-');

function aLog() {
  const lines: string[] = [];
  const log = createLog({
    service: 'scan-now',
    write: (line) => lines.push(line),
    now: () => Date.parse('2026-10-01T12:00:00Z'),
  });
  return { log, lines, read: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a line is one JSON object with time, level, code, function and facts', () => {
  const { log, lines, read } = aLog();

  logWith(log, { requestId: 'r1' }).warn('KEY_REJECTED', { status: 422, note: 'two\nlines' });

  expect(lines[0]).not.toContain('\n');
  expect(read()).toEqual([
    {
      ts: '2026-10-01T12:00:00.000Z',
      level: 'warn',
      code: 'KEY_REJECTED',
      service: 'scan-now',
      requestId: 'r1',
      status: 422,
      note: 'two\nlines',
    },
  ]);
});

test('nothing that looks like a key leaves, wherever it hides', () => {
  const { log, lines, read } = aLog();

  log.error('ODD', {
    text: `"${key}"`,
    deep: [{ [key]: { headers: { 'x-api-key': key } } }],
    ...errorFacts(new Error(`invalid header ${key}`)),
    ...errorFacts(new AppError('contract', 'ODD', `with ${key}`, { extra: { key } })),
  });

  expect(lines[0]).not.toContain('Zz9');
  expect(read()[0]).toMatchObject({ level: 'error', text: '"sk-ant-[removed]"' });
});

test('no e-mail address leaves', () => {
  const { log, lines } = aLog();

  log.info('ODD', { who: 'Ada <ada.l+x@mail.example.com>', more: `${'a'.repeat(500)}@example.org` });

  expect(lines[0]).not.toMatch(/@(mail\.)?example/);
});

test('of our errors the log tells what they are, of others where they came from', () => {
  const cause = new TypeError('fetch failed');
  const ours = new AppError('upstream-busy', 'RATE_LIMITED', 'Later.', { cause, extra: { resumeAtMs: 5 } });

  expect(errorFacts(ours)).toEqual({
    error: 'RATE_LIMITED',
    kind: 'upstream-busy',
    message: 'Later.',
    resumeAtMs: 5,
    causedBy: 'TypeError',
  });
  expect(errorFacts(cause)).toEqual({
    error: 'TypeError',
    stack: expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts/)]),
  });
  expect(errorFacts('thrown text')).toEqual({ error: 'string' });
});

test.each([
  ['a parser that quotes what it read', () => JSON.parse('salary of Ada: 100000')],
  [
    'a message of several lines, one of them like a place',
    () => {
      throw new Error('first line\n    at salary of Ada: 100000\n    at (salary:1:1)');
    },
  ],
])('%s quotes nothing in the log', (_, fail) => {
  const { log, lines, read } = aLog();

  try {
    fail();
  } catch (error) {
    log.error('ODD', errorFacts(error));
  }

  expect(lines[0]).not.toMatch(/salary|Ada|100000|first line/);
  expect(read()[0]).toMatchObject({ stack: expect.arrayContaining([expect.stringMatching(/^at /)]) });
});
