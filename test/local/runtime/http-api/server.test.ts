import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corsOf } from '../../../../local/runtime/http-api/cors.ts';
import { type HttpApiServer, startHttpApi } from '../../../../local/runtime/http-api/server.ts';
import type { LambdaFunction } from '../../../../local/runtime/lambda/function.ts';

/** A function that is only asked to answer. */
const aFunction = (answer: (event: Record<string, unknown>) => unknown) =>
  ({ invoke: async (event: unknown) => answer(event as Record<string, unknown>) }) as LambdaFunction;

let server: HttpApiServer;

beforeAll(async () => {
  server = await startHttpApi();
  const route = (key: string, lambda: LambdaFunction) => ({ key, lambda, scopes: [], timeoutMs: 200 });
  const named = (key: string) =>
    route(
      key,
      aFunction(({ pathParameters }) => ({ key, pathParameters })),
    );
  server.define({
    id: 'api',
    routes: [
      ...['GET /a/{id}', 'GET /a/fixed', 'ANY /a/{id}', 'GET /{all+}', 'POST /{x}/b'].map(named),
      route(
        'POST /echo',
        aFunction((event) => event),
      ),
      route(
        'GET /slow',
        aFunction(() => new Promise(() => {})),
      ),
      route(
        'GET /bytes',
        aFunction(() => ({
          statusCode: 201,
          headers: { 'X-Own': 'yes', 'Access-Control-Allow-Origin': 'http://own.example' },
          body: Buffer.from([1, 2, 3]).toString('base64'),
          isBase64Encoded: true,
          cookies: ['a=1', 'b=2'],
        })),
      ),
    ],
    cors: corsOf({ AllowOrigins: ['http://portal.example'], ExposeHeaders: ['x-own'] })!,
  });
});
afterAll(() => server.stop());

const call = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);

test('until an API is defined every request is answered 503', async () => {
  const empty = await startHttpApi();
  expect((await fetch(empty.url)).status).toBe(503);
  await empty.stop();
});

describe('routes', () => {
  test.each([
    ['GET', '/a/fixed', 'GET /a/fixed', undefined],
    ['GET', '/a/x%20y', 'GET /a/{id}', { id: 'x y' }],
    ['PUT', '/a/1', 'ANY /a/{id}', { id: '1' }],
    ['POST', '/a/b', 'ANY /a/{id}', { id: 'b' }],
    ['POST', '/c/b', 'POST /{x}/b', { x: 'c' }],
    ['GET', '/deep/er/path', 'GET /{all+}', { all: 'deep/er/path' }],
  ])('%s %s goes to %s', async (method, path, key, pathParameters) => {
    const answer = await call(path, { method });
    expect(await answer.json()).toEqual(pathParameters ? { key, pathParameters } : { key });
  });

  test('no route is 404, also for a method that the path does not have', async () => {
    const answer = await call('/c/d', { method: 'DELETE' });
    expect([answer.status, await answer.text()]).toEqual([404, '{"message":"Not Found"}']);
  });
});

describe('events', () => {
  test('query, cookies, headers and body arrive in format 2.0', async () => {
    const answer = await call('/echo?a=1&a=2&b=%26', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'x=1; y=2', 'X-Some': 'Thing' },
      body: '{"text":"ü"}',
    });
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /echo',
      rawPath: '/echo',
      rawQueryString: 'a=1&a=2&b=%26',
      queryStringParameters: { a: '1,2', b: '&' },
      cookies: ['x=1', 'y=2'],
      headers: { 'x-some': 'Thing' },
      body: '{"text":"ü"}',
      isBase64Encoded: false,
      requestContext: { apiId: 'api', stage: '$default', http: { method: 'POST', path: '/echo' } },
    });
  });

  test('bytes arrive as base64', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await call('/echo', { method: 'POST', headers, body: new Uint8Array([255, 0]) });
    expect(await answer.json()).toMatchObject({ body: '/wA=', isBase64Encoded: true });
  });

  test('a body above ten megabytes is refused', async () => {
    const answer = await call('/echo', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
  });
});

describe('answers', () => {
  test('status, headers, cookies and bytes are passed on; the CORS headers are those of the API', async () => {
    const answer = await call('/bytes', { headers: { origin: 'http://portal.example' } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-own')).toBe('yes');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 3]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://portal.example');
    expect(answer.headers.get('access-control-expose-headers')).toBe('x-own');
  });

  test('a function that takes too long is answered 503', async () => {
    expect((await call('/slow')).status).toBe(503);
  });
});
