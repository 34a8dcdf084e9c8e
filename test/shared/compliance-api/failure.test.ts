import { expect, test } from 'vitest';
import {
  classifyFailure,
  failureKinds,
  keyProblemCodes,
  type RefusedAnswer,
} from '../../../shared/compliance-api/failure.ts';

function refused(
  status: number,
  errorType: string | null,
  message: string,
  rest: Partial<RefusedAnswer> = {},
) {
  return classifyFailure({ status, errorType, message, retryAfterMs: null, shouldRetry: true, ...rest });
}

test.each([
  ['API key is invalid.', 'KEY_INVALID'],
  ['API key has been deactivated.', 'KEY_DEACTIVATED'],
  ['API key has expired.', 'KEY_EXPIRED'],
  ['The API key provided is invalid or has been revoked.', 'KEY_INVALID'],
  ['', 'KEY_INVALID'],
])('401 "%s" is %s and never retried', (message, code) => {
  expect(refused(401, 'authentication_error', message)).toEqual({ code, retryable: false });
});

test.each([
  [
    "Missing required scopes. Got: ['read:compliance_user_data'] Needed one of: ['read:compliance_activities', 'read:org_audit']",
    ['read:compliance_user_data'],
    ['read:compliance_activities'],
  ],
  [
    "Missing required scopes. Got: ['api:admin', 'read:compliance_activities'] Needed one of: ['read:compliance_user_data', 'read:org_audit']",
    ['api:admin', 'read:compliance_activities'],
    ['read:compliance_user_data'],
  ],
  [
    "Missing required scopes. Got: ['read:compliance_user_data'] Needed: ['delete:compliance_user_data']",
    ['read:compliance_user_data'],
    ['delete:compliance_user_data'],
  ],
  ["Missing required scopes. Got: [] Needed one of: ['read:org_audit']", [], ['read:org_audit']],
  ['Forbidden', [], []],
])('403 "%s" names the scopes', (message, got, missing) => {
  expect(refused(403, 'permission_error', message)).toEqual({
    code: 'MISSING_SCOPES',
    retryable: false,
    extra: { got, missing },
  });
});

test('a missing scope that is answered with 401, as until May 2026, is still a missing scope', () => {
  const message = "Missing required scopes. Got: ['a:b'] Needed: ['read:compliance_user_data']";

  expect(refused(401, 'authentication_error', message)).toMatchObject({ code: 'MISSING_SCOPES' });
});

test('a scope list can only hold what looks like a scope', () => {
  const message = "Missing required scopes. Got: ['x-key-123', 'read:org_audit'] Needed: ['<b>']";

  expect(refused(403, 'permission_error', message).extra).toEqual({ got: ['read:org_audit'], missing: [] });
});

test.each([
  ['not_found_error', 'Not found'],
  ['not_found_error', 'not found.'],
  ['not_found_error', ''],
  [null, '<html>no such page</html>'],
])('404 %s "%s" is about the key or the address, never about the thing', (type, message) => {
  expect(refused(404, type, message)).toEqual({ code: 'NOT_FOUND_BARE', retryable: false });
});

test.each([
  "Chat conversation not found: 'claude_chat_01Vb6KpTqX3nMw8ZrLsYcD5f'",
  'File not found: 0d3b8f72-6c1e-4a59-b2de-7f4c9a1e5b60',
  "Generated file not found: 'claude_gen_file_01Gd2AuWyR6tCz4NqPsBfE8v'",
  "Generated file content not found: 'claude_gen_file_01Gd2AuWyR6tCz4NqPsBfE8v'",
  "Artifact version not found: 'claude_artifact_version_01Jf4CwYaT8vEb6QsRuDhG2x'",
  'No project is found with the provided id.',
  'No project document found with the provided id.',
  'Local session not found.',
  'Remote session not found.',
  'The "ce86b5f3-7c16-48b3-a9f3-e1d2c4b8a0f1" organization does not exist or the requester is not authorized to access it.',
])('404 "%s" says that the thing is gone', (message) => {
  expect(refused(404, 'not_found_error', message)).toEqual({ code: 'GONE', retryable: false });
});

test('sessions that are not available at all are not gone', () => {
  expect(refused(404, 'not_found_error', 'Local sessions are not available.')).toEqual({
    code: 'FEATURE_UNAVAILABLE',
    retryable: false,
  });
});

test('an API that is switched off is neither a key problem nor worth a retry', () => {
  const failure = refused(
    400,
    'invalid_request_error',
    'Compliance API is not enabled for this organization',
  );

  expect(failure).toEqual({ code: 'API_DISABLED', retryable: false });
  expect(keyProblemCodes.has(failure.code)).toBe(false);
});

test.each([
  "Invalid activity_id format: 'activity_invalid123'",
  "Invalid pagination cursor for 'after_id'",
  'The page parameter is not a valid cursor for this request.',
  'The page cursor has expired. Restart the walk without a page parameter; results will reflect the current retention boundary.',
  'after_id: Input is not a valid cursor',
  'Invalid `after_id`. No activity found for `after_id` "x"',
])('400 "%s" rejects the cursor', (message) => {
  expect(refused(400, 'invalid_request_error', message)).toEqual({
    code: 'CURSOR_REJECTED',
    retryable: false,
  });
});

test.each([
  ["Unknown query parameter: 'created_at[gte]'. Did you mean 'created_at.gte'?", 'created_at[gte]'],
  ['limit: Input should be less than or equal to 5000', 'limit'],
  ['created_at.gte: Input should have timezone info', 'created_at.gte'],
  ['exclude_activity_types[].0: Input is not one of the permitted values.', 'exclude_activity_types[]'],
  ["Unknown query parameter: 'page'.", 'page'],
])('400 "%s" is our mistake and names the parameter', (message, parameter) => {
  expect(refused(400, 'invalid_request_error', message)).toEqual({
    code: 'BAD_REQUEST',
    retryable: false,
    extra: { parameter },
  });
});

test.each([
  [400, 'The transcript is too large to return.'],
  [405, ''],
  [409, 'The project cannot be deleted as it has chats attached to it.'],
  [422, ''],
])('%i "%s" is a bad request', (status, message) => {
  expect(refused(status, 'invalid_request_error', message)).toEqual({
    code: 'BAD_REQUEST',
    retryable: false,
  });
});

test('429 is retried after the time that the provider names', () => {
  expect(refused(429, 'rate_limit_error', 'Slow down', { retryAfterMs: 25_000 })).toEqual({
    code: 'RATE_LIMITED',
    retryable: true,
    retryAfterMs: 25_000,
  });
});

test('429 without a time is retried all the same', () => {
  expect(refused(429, null, '')).toEqual({ code: 'RATE_LIMITED', retryable: true });
});

test.each([408, 500, 502, 503, 504, 529, 520])('%i is an outage that is worth a retry', (status) => {
  expect(refused(status, 'overloaded_error', 'Overloaded')).toEqual({
    code: 'PROVIDER_UNAVAILABLE',
    retryable: true,
  });
});

test.each([500, 502, 503, 504, 529])('%i with x-should-retry: false is final', (status) => {
  expect(refused(status, 'api_error', 'Internal server error', { shouldRetry: false })).toEqual({
    code: 'PROVIDER_ERROR',
    retryable: false,
  });
});

test('an outage that names a time is left alone until then', () => {
  expect(refused(503, 'overloaded_error', '', { retryAfterMs: 2_000 })).toMatchObject({
    retryAfterMs: 2_000,
  });
});

test('an index that cannot evaluate retention is not waited for', () => {
  const message =
    'The local-sessions index cannot currently evaluate retention overrides for this page. Try again later.';

  expect(refused(503, 'overloaded_error', message)).toEqual({
    code: 'FEATURE_UNAVAILABLE',
    retryable: false,
  });
});

test('a redirect makes no sense', () => {
  expect(refused(302, null, '')).toEqual({ code: 'BAD_ANSWER', retryable: false });
});

test('exactly the denials of a key and a bare 404 make a key invalid', () => {
  const denied = Object.entries(failureKinds).filter(([code]) => keyProblemCodes.has(code));

  expect(denied.map(([code]) => code).sort()).toEqual([
    'KEY_DEACTIVATED',
    'KEY_EXPIRED',
    'KEY_INVALID',
    'MISSING_SCOPES',
    'NOT_FOUND_BARE',
  ]);
  expect(new Set(denied.map(([, kind]) => kind))).toEqual(new Set(['upstream-denied']));
});
