import { expect, test } from 'vitest';
import { problemOf } from '../../../shared/api/problem.ts';
import { AppError, type ErrorKind } from '../../../shared/errors.ts';

test('a problem has its code, title, status and the facts that came with the error', () => {
  const error = new AppError('conflict', 'SCAN_IN_PROGRESS', 'A scan is in progress.', {
    extra: { scanId: 'scan_1', status: 'ignored', code: 'ignored' },
  });

  expect(problemOf(error, 'request-1')).toEqual({
    type: 'urn:problem:scan-in-progress',
    title: 'A scan is in progress',
    status: 409,
    detail: 'A scan is in progress.',
    code: 'SCAN_IN_PROGRESS',
    requestId: 'request-1',
    scanId: 'scan_1',
  });
});

test.each<[ErrorKind, number]>([
  ['invalid', 400],
  ['not-found', 404],
  ['conflict', 409],
  ['forbidden', 403],
  ['upstream-denied', 422],
  ['upstream-busy', 503],
  ['contract', 502],
])('an error of kind %s with a code of its own answers %i', (kind, status) => {
  expect(problemOf(new AppError(kind, 'AWS_BUSY', 'Told.'), 'r').status).toBe(status);
});

test.each([new TypeError('secret detail'), 'secret detail', null])('%s is told to nobody', (error) => {
  const problem = problemOf(error, 'request-1');

  expect(problem).toMatchObject({ status: 500, code: 'INTERNAL_ERROR', requestId: 'request-1' });
  expect(JSON.stringify(problem)).not.toContain('secret');
});
