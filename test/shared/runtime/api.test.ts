import { beforeEach, expect, test } from 'vitest';
import { routes } from '../../../shared/api/routes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ApiAnswer } from '../../../shared/runtime/answer.ts';
import { apiHandler, endpoint } from '../../../shared/runtime/api.ts';
import { accessKey } from '../../functions/builders.ts';
import { ADMIN, apiDepsOf, apiEvent, contextOf, send } from '../../functions/request.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld();
});

const answering = (answer: () => Promise<ApiAnswer>) =>
  apiHandler(apiDepsOf(world), [
    endpoint(routes.scanNow, answer),
    endpoint(routes.configureIntegration, answer),
    endpoint(routes.setSchedule, answer),
  ]);

test('a request reaches its endpoint with its caller and its parts', async () => {
  const handler = apiHandler(apiDepsOf(world), [
    endpoint(routes.setSchedule, async ({ caller, body, header }) => ({
      status: 200,
      body: {
        tenant: caller.tenant,
        actor: caller.actor,
        frequency: body.frequency,
        accept: header('accept'),
      },
    })),
  ]);

  const answer = await send(handler, routes.setSchedule, {
    rawBody: Buffer.from('{"frequency":"daily"}').toString('base64'),
    isBase64Encoded: true,
    headers: { accept: 'application/json' },
  });

  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.json).toEqual({
    tenant: 'acme',
    actor: 'admin@example.com',
    frequency: 'daily',
    accept: 'application/json',
  });
});

test('a route that the function does not answer is not found', async () => {
  const answer = await send(
    answering(async () => ({ status: 200 })),
    routes.listAudit,
  );

  expect([answer.status, answer.json.code]).toEqual([404, 'NOT_FOUND']);
});

test('an answer names its request, and the log of the request what came of it', async () => {
  const handler = answering(async () => ({ status: 202, body: {}, ids: { scanId: 's1' } }));

  const { headers } = await send(handler, routes.scanNow);

  expect(world.log.entries).toMatchObject([
    {
      code: 'REQUEST_ANSWERED',
      facts: { requestId: headers['x-correlation-id'], scanId: 's1', status: 202 },
    },
  ]);
});

test('a refusal names its request in the header, the body and the log', async () => {
  const handler = answering(() => Promise.reject(new AppError('conflict', 'SCAN_IN_PROGRESS', 'Later.')));

  const { headers, json } = await send(handler, routes.scanNow);

  expect(json.requestId).toBe(headers['x-correlation-id']);
  expect(world.log.entries).toMatchObject([
    { code: 'REQUEST_REFUSED', facts: { requestId: headers['x-correlation-id'] } },
  ]);
});

test('an answer without content has no body', async () => {
  const { body, headers } = await answering(async () => ({ status: 204 }))(
    apiEvent(routes.scanNow),
    contextOf(),
  );

  expect(body).toBeUndefined();
  expect(headers).not.toHaveProperty('content-type');
});

test('a busy provider is a 503 that says when to come back', async () => {
  const busy = (extra = {}) => new AppError('upstream-busy', 'PROVIDER_UNAVAILABLE', 'Later.', { extra });

  const soon = await send(
    answering(() => Promise.reject(busy())),
    routes.scanNow,
  );
  const told = await send(
    answering(() => Promise.reject(busy({ retryAfterSeconds: 90 }))),
    routes.scanNow,
  );

  expect([soon.status, soon.headers['retry-after']]).toEqual([503, '30']);
  expect([told.status, told.headers['retry-after']]).toEqual([503, '90']);
});

test('a request that takes too long is answered before API Gateway gives up', async () => {
  const never = () => new Promise<ApiAnswer>(() => undefined);

  const { statusCode, body } = await answering(never)(apiEvent(routes.scanNow), contextOf(1_010));

  expect(statusCode).toBe(503);
  expect(JSON.parse(body ?? '')).toMatchObject({ code: 'UNAVAILABLE' });
});

test('a key in an error reaches neither the answer nor the log', async () => {
  const key = accessKey();
  const leaky = new AppError('contract', 'BAD_ANSWER', `Odd: ${key}`, { extra: { key } });

  const answer = await send(
    answering(() => Promise.reject(leaky)),
    routes.scanNow,
  );

  expect(answer.status).toBe(502);
  expect(answer.text).not.toContain(key.slice(8));
});

test('a field named like a key is not repeated', async () => {
  const key = accessKey();

  const answer = await send(
    answering(async () => ({ status: 200 })),
    routes.setSchedule,
    { body: { [key]: 1 } },
  );

  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain('a1B2');
});

test('each request leaves one line, with ids and without people', async () => {
  await send(
    answering(async () => ({ status: 202, body: {} })),
    routes.scanNow,
  );
  await send(
    answering(() => Promise.reject(new AppError('conflict', 'SCAN_IN_PROGRESS', 'Now.'))),
    routes.scanNow,
  );
  await send(
    answering(() => Promise.reject(new TypeError('Ours.'))),
    routes.scanNow,
  );

  expect(world.log.entries).toMatchObject([
    { level: 'info', code: 'REQUEST_ANSWERED', facts: { requestId: 'request-1', status: 202 } },
    { level: 'warn', code: 'REQUEST_REFUSED', facts: { error: 'SCAN_IN_PROGRESS', status: 409 } },
    { level: 'error', code: 'REQUEST_REFUSED', facts: { error: 'TypeError', status: 500 } },
  ]);
  expect(JSON.stringify(world.log.entries)).not.toContain(ADMIN.email);
});

test('a POST with an idempotency key is done once; other methods ignore the header', async () => {
  let done = 0;
  const handler = answering(async () => ({ status: 202, body: { done: ++done } }));
  const headers = { 'idempotency-key': 'k1' };

  const first = await send(handler, routes.scanNow, { headers });
  const again = await send(handler, routes.scanNow, { headers, rawBody: ' { } ' });
  const other = await send(handler, routes.configureIntegration, { headers, body: { apiKey: 'k' } });
  const put = await send(handler, routes.setSchedule, { headers, body: { frequency: 'off' } });

  expect([first.json, again.json]).toEqual([{ done: 1 }, { done: 1 }]);
  expect([other.status, other.json.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
  expect(put.json).toEqual({ done: 2 });
});
