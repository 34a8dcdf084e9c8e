import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { ComplianceApi } from '../../../shared/compliance-api/client.ts';
import { createPacer } from '../../../shared/compliance-api/pacer.ts';
import { firstPage } from '../../../shared/compliance-api/page.ts';
import type { AttemptReport } from '../../../shared/compliance-api/transport.ts';
import { jumpingClock } from './support/clocks.ts';
import {
  answer,
  calmHeaders,
  clientOf,
  refuse,
  sampleKey,
  scriptedApi,
  scriptedServer,
} from './support/scripted-server.ts';

const emptyFeed = { data: [], has_more: false, first_id: null, last_id: null };
const feed = (api: ComplianceApi) => firstPage(api.activities());

test('every call is a GET with the key, the version and our name, and with no body', async () => {
  const { api, requests } = await scriptedApi((_request, response) => answer(response, emptyFeed));

  await feed(api);

  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    method: 'GET',
    path: '/v1/compliance/activities',
    headers: {
      'x-api-key': sampleKey,
      'anthropic-version': '2023-06-01',
      'user-agent': expect.stringMatching(/^claude-enterprise-integration\/\d/),
    },
  });
  expect(requests[0]?.headers).not.toHaveProperty('authorization');
  expect(requests[0]?.headers).not.toHaveProperty('content-length');
});

test('a page says which request it came from and what time it was at the provider', async () => {
  const headers = { 'request-id': 'req_011CYp4NwQ7r', date: 'Fri, 02 Oct 2026 09:14:33 GMT' };
  const { api } = await scriptedApi((_request, response) => answer(response, emptyFeed, { headers }));

  expect(await feed(api)).toMatchObject({
    requestId: 'req_011CYp4NwQ7r',
    providerTime: Date.UTC(2026, 9, 2, 9, 14, 33),
  });
});

test('outages are waited out with growing pauses, and each attempt is reported', async () => {
  const clock = jumpingClock();
  const reports: AttemptReport[] = [];
  const statuses = [500, 502, 529];
  const { api } = await scriptedApi(
    (_request, response, call) => {
      const status = statuses[call - 1];
      if (status) refuse(response, status, 'overloaded_error', 'Overloaded');
      else answer(response, emptyFeed);
    },
    { clock, onRequest: (report) => reports.push(report) },
  );

  await feed(api);

  expect(clock.sleeps).toEqual([500, 1_000, 2_000]);
  expect(reports.map(({ attempt, status, outcome }) => [attempt, status, outcome])).toEqual([
    [1, 500, 'PROVIDER_UNAVAILABLE'],
    [2, 502, 'PROVIDER_UNAVAILABLE'],
    [3, 529, 'PROVIDER_UNAVAILABLE'],
    [4, 200, 'OK'],
  ]);
});

test('a refused key says nothing about the limit, so calls still go one by one', async () => {
  let underWay = 0;
  let most = 0;
  const { api } = await scriptedApi((_request, response, call) => {
    if (call === 1) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => {
      underWay -= 1;
      response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
    }, 20);
  });
  await expect(feed(api)).rejects.toMatchObject({ code: 'KEY_INVALID' });

  await Promise.allSettled([feed(api), feed(api), feed(api)]);

  expect(most).toBe(1);
});

test('an outage that outlasts the attempts ends with the time to come back', async () => {
  const clock = jumpingClock();
  const startedAt = clock.now();
  const { api, requests } = await scriptedApi(
    (_request, response) => refuse(response, 503, 'overloaded_error', ''),
    {
      clock,
      maxAttempts: 3,
    },
  );

  await expect(feed(api)).rejects.toMatchObject({
    kind: 'upstream-busy',
    code: 'PROVIDER_UNAVAILABLE',
    extra: {
      method: 'GET',
      path: '/v1/compliance/activities',
      status: 503,
      errorType: 'overloaded_error',
      requestId: 'req_011CYp',
      attempts: 3,
      resumeAtMs: startedAt + 1_500 + 4_000,
    },
  });
  expect(requests).toHaveLength(3);
});

test('after a 429 the call waits as long as the provider says', async () => {
  const clock = jumpingClock();
  const { api, requests } = await scriptedApi(
    (_request, response, call) => {
      if (call === 1) refuse(response, 429, 'rate_limit_error', 'Too many', { 'retry-after': '25' });
      else answer(response, emptyFeed);
    },
    { clock },
  );

  await feed(api);

  expect(requests).toHaveLength(2);
  expect(clock.sleeps).toEqual([25_000]);
});

test('a 429 stops the other clients of the same tenant too', async () => {
  const clock = jumpingClock();
  const pacer = createPacer({ clock });
  const { api } = await scriptedApi(
    (_request, response) => refuse(response, 429, 'rate_limit_error', 'Too many', { 'retry-after': '90' }),
    { clock, pacer },
  );
  const other = await scriptedApi((_request, response) => answer(response, emptyFeed), { clock, pacer });
  const busy = { code: 'RATE_LIMITED', extra: { resumeAtMs: clock.now() + 90_000 } };

  await expect(feed(api)).rejects.toMatchObject(busy);
  await expect(feed(other.api)).rejects.toMatchObject(busy);

  expect(other.requests).toHaveLength(0);
  expect(pacer.counts()).toMatchObject({ requests: 1, rateLimited: 1 });
});

test('a 429 without any header is answered with growing pauses', async () => {
  const clock = jumpingClock();
  const { api } = await scriptedApi(
    (_request, response, call) => {
      if (call <= 3) response.writeHead(429).end();
      else answer(response, emptyFeed);
    },
    { clock },
  );

  await feed(api);

  expect(clock.sleeps).toEqual([500, 1_000, 2_000]);
});

test.each([
  [401, 'authentication_error', 'API key is invalid.', 'upstream-denied', 'KEY_INVALID'],
  [
    403,
    'permission_error',
    "Missing required scopes. Got: ['a:b'] Needed: ['c:d']",
    'upstream-denied',
    'MISSING_SCOPES',
  ],
  [
    400,
    'invalid_request_error',
    'Compliance API is not enabled for this organization',
    'upstream-denied',
    'API_DISABLED',
  ],
  [400, 'invalid_request_error', "Invalid pagination cursor for 'after_id'", 'contract', 'CURSOR_REJECTED'],
  [404, 'not_found_error', 'Not found', 'upstream-denied', 'NOT_FOUND_BARE'],
  [404, 'not_found_error', 'File not found: 0d3b8f72', 'not-found', 'GONE'],
])('%i "%s: %s" is final after one call', async (status, type, message, kind, code) => {
  const { api, requests } = await scriptedApi((_request, response) =>
    refuse(response, status, type, message),
  );

  await expect(feed(api)).rejects.toMatchObject({ kind, code, extra: { status, errorType: type } });
  expect(requests).toHaveLength(1);
});

test('a 500 that says x-should-retry: false is not repeated', async () => {
  const { api, requests } = await scriptedApi((_request, response) =>
    refuse(response, 500, 'api_error', 'Internal server error', { 'x-should-retry': 'false' }),
  );

  await expect(feed(api)).rejects.toMatchObject({ kind: 'contract', code: 'PROVIDER_ERROR' });
  expect(requests).toHaveLength(1);
});

test('the error format with the platform envelope is understood as well', async () => {
  const { api } = await scriptedApi((_request, response) => {
    const error = { type: 'authentication_error', message: 'API key has expired.' };
    answer(response, { type: 'error', error, request_id: 'req_1' }, { status: 401 });
  });

  await expect(feed(api)).rejects.toMatchObject({ code: 'KEY_EXPIRED' });
});

test('a denied key is asked for once more where that is wanted, and a recovered one goes on', async () => {
  const clock = jumpingClock();
  const { api, requests } = await scriptedApi(
    (_request, response, call) => {
      if (call === 1) refuse(response, 401, 'authentication_error', 'API key is invalid.');
      else answer(response, emptyFeed);
    },
    { clock, confirmDenied: true },
  );

  await feed(api);

  expect(requests).toHaveLength(2);
  expect(clock.sleeps).toEqual([5_000]);
});

test('a key that stays denied is asked for twice and no more', async () => {
  const { api, requests } = await scriptedApi(
    (_request, response) => refuse(response, 401, 'authentication_error', 'API key has been deactivated.'),
    { confirmDenied: true },
  );

  await expect(feed(api)).rejects.toMatchObject({ code: 'KEY_DEACTIVATED' });
  expect(requests).toHaveLength(2);
});

test.each([301, 302, 307, 308])('a redirect with %i is not followed', async (status) => {
  const elsewhere = await scriptedServer((_request, response) => answer(response, emptyFeed));
  const { api, requests } = await scriptedApi((_request, response) =>
    response.writeHead(status, { location: elsewhere.url }).end(),
  );

  await expect(feed(api)).rejects.toMatchObject({ kind: 'contract', code: 'BAD_ANSWER' });
  expect(requests).toHaveLength(1);
  expect(elsewhere.requests).toHaveLength(0);
});

test.each([
  ['a page of a proxy', { 'content-type': 'text/html' }, '<html>Please log in</html>'],
  ['a page of a proxy that claims to be JSON', {}, '<html>Please log in</html>'],
  ['half a document', {}, '{"data": ['],
])('%s with status 200 counts as an outage', async (_what, headers, body) => {
  const { api, requests } = await scriptedApi((_request, response, call) => {
    if (call === 1) answer(response, body, { headers });
    else answer(response, emptyFeed);
  });

  await feed(api);

  expect(requests).toHaveLength(2);
});

test.each([[[]], [{ data: 'none' }], [{}], ['"text"']])(
  'a JSON answer without a list (%j) breaks the contract',
  async (body) => {
    const { api } = await scriptedApi((_request, response) => answer(response, body));

    await expect(feed(api)).rejects.toMatchObject({ kind: 'contract', code: 'BAD_ANSWER' });
  },
);

test('a connection that breaks is an outage', async () => {
  const { api, requests } = await scriptedApi((_request, response, call) => {
    if (call === 1) response.destroy();
    else answer(response, emptyFeed);
  });

  await feed(api);

  expect(requests).toHaveLength(2);
});

test('an answer that breaks off is an outage', async () => {
  const { api } = await scriptedApi((_request, response, call) => {
    if (call > 1) return answer(response, emptyFeed);
    response.writeHead(200, calmHeaders);
    response.write('{"data": [', () => response.destroy());
  });

  expect(await feed(api)).toMatchObject({ items: [] });
});

test('nobody listening is an outage that says why', async () => {
  const api = clientOf('http://127.0.0.1:1', { maxAttempts: 1 });

  await expect(feed(api)).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
    extra: { status: null, requestId: null, reason: expect.any(String) },
  });
});

test('silence is an outage', async () => {
  const { api, requests } = await scriptedApi(
    (_request, response, call) => {
      if (call > 1) answer(response, emptyFeed);
    },
    { idleTimeoutMs: 60 },
  );

  await feed(api);

  expect(requests).toHaveLength(2);
});

test('an abort ends a call that is under way', async () => {
  const abort = new AbortController();
  const { api } = await scriptedApi(() => abort.abort(), { signal: abort.signal });

  await expect(feed(api)).rejects.toMatchObject({ code: 'ABORTED' });
});

test('an abort ends the wait between two attempts', async () => {
  const abort = new AbortController();
  const { api, requests } = await scriptedApi(
    (_request, response) => {
      refuse(response, 503, 'overloaded_error', '');
      response.on('finish', () => setImmediate(() => abort.abort()));
    },
    {
      signal: abort.signal,
      clock: {
        now: () => 0,
        sleep: (_ms, signal) =>
          new Promise((_resolve, reject) => {
            if (signal?.aborted) reject(signal.reason);
            signal?.addEventListener('abort', () => reject(signal.reason));
          }),
      },
    },
  );

  await expect(feed(api)).rejects.toMatchObject({ code: 'ABORTED' });
  expect(requests).toHaveLength(1);
});

test('after an abort nothing is sent', async () => {
  const { api, requests } = await scriptedApi((_request, response) => answer(response, emptyFeed), {
    signal: AbortSignal.abort(),
  });

  await expect(feed(api)).rejects.toMatchObject({ code: 'ABORTED' });
  expect(requests).toHaveLength(0);
});

test.each(['', 'with space', 'line\nbreak', 'ключ'])(
  'a key that no header can hold (%j) is refused without being quoted',
  (key) => {
    expect(() => clientOf('http://127.0.0.1:1', { apiKey: key })).toThrow(
      expect.objectContaining({
        kind: 'upstream-denied',
        code: 'KEY_INVALID',
        message: 'The key holds characters that no key has',
      }),
    );
  },
);

test.each(['', '.', '..'])('the identifier %j never becomes a path', async (id) => {
  const { api, requests } = await scriptedApi((_request, response) => answer(response, {}));

  await expect(api.fileMetadata(id)).rejects.toMatchObject({ code: 'BAD_ID' });
  expect(requests).toHaveLength(0);
});

test('an identifier with separators stays one segment', async () => {
  const { api, requests } = await scriptedApi((_request, response) => answer(response, { id: 'x' }));

  await api.fileMetadata('a/../b?c#d');

  expect(requests[0]?.path).toBe('/v1/compliance/apps/chats/files/a%2F..%2Fb%3Fc%23d');
});

test('no error shows the key, not even when the provider sends it back', async () => {
  const echo = { 'request-id': sampleKey, 'x-echo': sampleKey };
  const scripts: Record<string, Parameters<typeof scriptedApi>[0]> = {
    denied: (_request, response) =>
      refuse(response, 401, sampleKey, `API key ${sampleKey} is invalid.`, echo),
    scopes: (_request, response) =>
      refuse(
        response,
        403,
        'permission_error',
        `Missing required scopes. Got: ['${sampleKey}'] Needed: ['${sampleKey}']`,
        echo,
      ),
    parameter: (_request, response) =>
      refuse(response, 400, sampleKey, `Unknown query parameter: '${sampleKey}'.`, echo),
    cursor: (_request, response) =>
      refuse(response, 400, sampleKey, `Invalid pagination cursor '${sampleKey}'`, echo),
    gone: (_request, response) =>
      refuse(response, 404, 'not_found_error', `File not found: ${sampleKey}`, echo),
    outage: (_request, response) => refuse(response, 500, sampleKey, sampleKey, echo),
    redirect: (_request, response) =>
      response.writeHead(302, { location: `/?key=${sampleKey}`, ...echo }).end(),
    html: (_request, response) =>
      answer(response, sampleKey, { headers: { ...echo, 'content-type': 'text/html' } }),
    shape: (_request, response) => answer(response, { data: sampleKey }, { headers: echo }),
    broken: (_request, response) => response.destroy(),
  };

  for (const script of Object.values(scripts)) {
    const { api } = await scriptedApi(script, { maxAttempts: 1 });
    const error: Error = await feed(api).then(
      () => expect.fail('The call should have failed'),
      (reason) => reason,
    );

    const shown = [
      error.message,
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 10, showHidden: true }),
    ];
    expect(shown.join('\n')).not.toContain(sampleKey);
    expect(error.cause).toBeUndefined();
  }
});

test('neither the client nor its reports hold the key or the query', async () => {
  const reports: AttemptReport[] = [];
  const { api } = await scriptedApi((_request, response) => answer(response, emptyFeed), {
    onRequest: (report) => reports.push(report),
  });

  await feed(api);

  expect(inspect(api, { depth: 10, showHidden: true })).not.toContain(sampleKey);
  expect(JSON.stringify(reports)).not.toContain(sampleKey);
  expect(reports[0]?.path).toBe('/v1/compliance/activities');
});
