import { expect, test } from 'vitest';
import {
  providerTimeOf,
  rateReadingOf,
  requestIdOf,
  retryAfterOf,
  shouldRetryOf,
} from '../../../shared/compliance-api/headers.ts';

const reset = '2026-10-02T09:31:00Z';
const date = 'Fri, 02 Oct 2026 09:30:20 GMT';

function rateHeaders(changes: Record<string, string> = {}): Headers {
  return new Headers({
    'anthropic-ratelimit-requests-limit': '600',
    'anthropic-ratelimit-requests-remaining': '571',
    'anthropic-ratelimit-requests-reset': reset,
    date,
    ...changes,
  });
}

test('the budget is read, and the reset is measured on the clock of the provider', () => {
  const ourClockIsTenMinutesFast = Date.parse(date) + 600_000;

  expect(rateReadingOf(rateHeaders(), ourClockIsTenMinutesFast)).toEqual({
    limit: 600,
    remaining: 571,
    resetInMs: 40_000,
  });
});

test('without a date our own clock has to do', () => {
  const headers = rateHeaders();
  headers.delete('date');

  expect(rateReadingOf(headers, Date.parse(reset) - 15_000).resetInMs).toBe(15_000);
});

test('a reset that has passed is now', () => {
  expect(rateReadingOf(rateHeaders({ date: 'Fri, 02 Oct 2026 09:32:00 GMT' }), 0).resetInMs).toBe(0);
});

test.each(['', '0', '-5', '6e2', 'many', '9'.repeat(12)])('the limit %j is none', (limit) => {
  expect(rateReadingOf(rateHeaders({ 'anthropic-ratelimit-requests-limit': limit }), 0).limit).toBeNull();
});

test('missing headers are missing, not zero', () => {
  expect(rateReadingOf(new Headers(), 0)).toEqual({ limit: null, remaining: null, resetInMs: null });
  expect(retryAfterOf(new Headers())).toBeNull();
  expect(requestIdOf(new Headers())).toBeNull();
  expect(providerTimeOf(new Headers())).toBeNull();
  expect(shouldRetryOf(new Headers())).toBe(true);
});

test('retry-after is in seconds; other forms are not understood', () => {
  expect(retryAfterOf(new Headers({ 'retry-after': '25' }))).toBe(25_000);
  expect(retryAfterOf(new Headers({ 'retry-after': date }))).toBeNull();
});

test('only what looks like a request id is passed on', () => {
  expect(requestIdOf(new Headers({ 'request-id': 'req_011CYp4NwQ7r' }))).toBe('req_011CYp4NwQ7r');
  expect(requestIdOf(new Headers({ 'request-id': '<b>req_1</b>' }))).toBeNull();
});

test('only the word false forbids a retry', () => {
  expect(shouldRetryOf(new Headers({ 'x-should-retry': 'false' }))).toBe(false);
  expect(shouldRetryOf(new Headers({ 'x-should-retry': 'true' }))).toBe(true);
});
