import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';

test('an error carries its kind, its code, its message and what caused it', () => {
  const cause = new Error('socket closed');

  const error = new AppError('upstream-busy', 'RATE_LIMITED', 'Too many requests', {
    cause,
    extra: { resumeAtMs: 1 },
  });

  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'AppError',
    kind: 'upstream-busy',
    code: 'RATE_LIMITED',
    message: 'Too many requests',
    extra: { resumeAtMs: 1 },
    cause,
  });
});

test('an error without a cause has none, and its facts are empty', () => {
  const error = new AppError('not-found', 'SCAN_NOT_FOUND', 'No such scan');

  expect('cause' in error).toBe(false);
  expect(error.extra).toEqual({});
});
