import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalRuntime, startRuntime } from '../../../local/runtime/start.ts';
import { buildFixture } from './fixture/app.ts';

const folder = mkdtempSync(join(tmpdir(), 'cei-runtime-'));
const lines: { name: string; line: string }[] = [];
let runtime: LocalRuntime;

beforeAll(async () => {
  runtime = await startRuntime({
    assembly: await buildFixture(folder),
    parameters: ({ url, audience }) => ({ Issuer: url, Audience: audience }),
    maxConcurrencyPerFunction: 2,
    retryDelaySeconds: 0,
    // An hour passes in two seconds.
    speed: 1800,
    onLog: (name, line) => lines.push({ name, line }),
  });
});

afterAll(async () => {
  await runtime.stop();
  rmSync(folder, { recursive: true, force: true });
});

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(runtime.apiUrl + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined };
};
const order = (job: object) => call('POST', '/jobs', job);
const progress = async (id: string) => (await call('GET', `/jobs/${id}`)).body;
const statistics = (name: string) => runtime.functions.get(name)?.statistics();
const patiently = { timeout: 20_000, interval: 100 };

describe('queues and bus', () => {
  test('every message of a job is worked once by effect, and each batch announced', async () => {
    await order({ id: 'plain', count: 45 });
    await expect.poll(() => progress('plain'), patiently).toMatchObject({ done: 45 });
    await expect
      .poll(async () => (await progress('plain')).batches, patiently)
      .toBe(statistics('work')?.invocations);
  });

  test('one poisoned message goes to the dead letters after three tries, the rest of its batch is done', async () => {
    await order({ id: 'poisoned', count: 12, poison: 5 });
    await expect.poll(() => progress('poisoned'), patiently).toMatchObject({ done: 11 });
    await expect
      .poll(async () => {
        const answer = await fetch(runtime.endpoints.sqs, {
          method: 'POST',
          headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
          body: JSON.stringify({ QueueNamePrefix: 'FixtureService-DeadLetters' }),
        });
        const { QueueUrls = [] } = (await answer.json()) as { QueueUrls?: string[] };
        const received = await fetch(runtime.endpoints.sqs, {
          method: 'POST',
          headers: { 'x-amz-target': 'AmazonSQS.ReceiveMessage' },
          body: JSON.stringify({ QueueUrl: QueueUrls[0], VisibilityTimeout: 0 }),
        });
        return JSON.stringify(await received.json());
      }, patiently)
      .toContain('poisoned');
  });

  test('a lane works each group in order, also when a step fails at first', async () => {
    await order({ id: 'lanes', count: 40, groups: ['a', 'b'], poison: 7 });
    await expect.poll(() => progress('lanes'), patiently).toMatchObject({ done: 40 });
    const { a, b } = await progress('lanes');
    expect(a).toEqual(Array.from({ length: 20 }, (_, i) => i * 2));
    expect(b).toEqual(Array.from({ length: 20 }, (_, i) => i * 2 + 1));
  });

  test('a schedule that a function makes calls its target', async () => {
    await order({ id: 'hourly', schedule: 'rate(1 hour)' });
    await expect.poll(async () => (await progress('hourly')).heard, patiently).toBeGreaterThanOrEqual(2);
    const heard = lines.find(({ name, line }) => name === 'listen' && line.includes('"job":"hourly"'));
    expect(heard?.line).toMatch(/"at":"20\d\d-/);
  });

  test('an event that its function keeps failing on is tried three times and kept as a dead letter', async () => {
    const before = statistics('faulty')?.errors ?? 0;
    await order({ id: 'trouble', trouble: 'throw' });
    await expect
      .poll(() => lines.filter(({ name }) => name === 'runtime').map(({ line }) => line), patiently)
      .toContainEqual('faulty gave up on an event: on purpose');
    expect(statistics('faulty')?.errors).toBe(before + 3);
  });
});

describe('HTTP API', () => {
  const authorization = async (claims: object = {}) => ({
    authorization: `Bearer ${await runtime.issuer.sign({ tenant_id: 'acme', roles: ['viewer', 'admin'], ...claims })}`,
  });

  test('a token of the issuer opens a route, and its claims arrive as text', async () => {
    const { status, body, headers } = await call('GET', '/me', undefined, await authorization());
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toBe('seen=1');
    expect(body.claims).toMatchObject({
      tenant_id: 'acme',
      roles: '[viewer admin]',
      iss: runtime.issuer.url,
      exp: expect.stringMatching(/^\d+$/),
    });
  });

  test('without a token, or with an expired one, the gateway refuses', async () => {
    expect(await call('GET', '/me')).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
    const expired = await call('GET', '/me', undefined, await authorization({ expiresIn: -10 }));
    expect(expired).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
    expect(expired.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('a function sees the variables of its template, those of Lambda and the endpoints, and no others', async () => {
    const { body } = await call('GET', '/me', undefined, await authorization());
    const ofLambda = (name: string) =>
      name.startsWith('AWS_') || ['LAMBDA_TASK_ROOT', 'TZ', '_HANDLER'].includes(name);
    expect(body.variables.filter((name: string) => !ofLambda(name))).toEqual([
      ...['BUCKET', 'BUS', 'GROUP', 'LANE_URL', 'LISTEN_ARN', 'ROLE', 'SECRET', 'TABLE', 'WORK_URL'],
    ]);
    expect(body.variables).toEqual(
      expect.arrayContaining(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_DYNAMODB', 'AWS_REGION']),
    );
    expect(body.secretLength).toBe(40);
  });

  test('what is not a route is not found', async () => {
    expect(await call('GET', '/nothing')).toMatchObject({ status: 404, body: { message: 'Not Found' } });
    expect(await call('DELETE', '/jobs')).toMatchObject({ status: 404, body: { message: 'Not Found' } });
  });

  test('a preflight of an allowed origin is answered, of another one not allowed', async () => {
    const preflight = (origin: string) =>
      call('OPTIONS', '/me', undefined, { origin, 'access-control-request-method': 'GET' });
    const allowed = await preflight('http://portal.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://portal.example');
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,POST');
    const other = await preflight('http://elsewhere.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('functions that misbehave', () => {
  test.each([
    ['throws', 'throw', 'TypeError', /on purpose/],
    ['never answers', 'hang', 'Sandbox.Timedout', /timed out after 2.00 seconds/],
    ['computes for ever', 'spin', 'Sandbox.Timedout', /timed out after 2.00 seconds/],
    ['exits', 'exit', 'Runtime.ExitError', /exit status 3/],
    ['fills its memory', 'fill', 'Runtime.ExitError', /memory/],
    ['answers too much', 'large', 'Function.ResponseSizeTooLarge', /6291456 bytes/],
  ])('one that %s fails as on Lambda, and the next event is served', async (_what, mode, name, message) => {
    const failed = runtime.invoke('faulty', { mode });
    await expect(failed).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect(await runtime.invoke('faulty', { mode: 'context' })).toMatchObject({ memory: '128' });
  });

  test('the API answers a failure with a bare 500', async () => {
    const answer = await call('POST', '/faulty', { mode: 'throw' });
    expect(answer).toMatchObject({ status: 500, body: { message: 'Internal Server Error' } });
    expect(runtime.functions.get('faulty')?.logs()).toContainEqual(expect.stringContaining('on purpose'));
  });

  test('an environment is used again, and knows its time', async () => {
    const first = (await runtime.invoke('faulty', { mode: 'context' })) as Record<string, number>;
    expect(first.remaining).toBeGreaterThan(0);
    expect(first.remaining).toBeLessThanOrEqual(2000);
    const before = statistics('faulty')?.coldStarts;
    await runtime.invoke('faulty', { mode: 'context' });
    expect(statistics('faulty')?.coldStarts).toBe(before);
  });
});

test('requests are counted by service and operation, units and memory are measured', async () => {
  await order({ id: 'counted', count: 10 });
  await expect.poll(() => progress('counted'), patiently).toMatchObject({ done: 10 });
  const requests = runtime.awsRequests();
  expect(requests.dynamodb?.TransactWriteItems).toBeGreaterThanOrEqual(10);
  expect(requests).toMatchObject({
    sqs: { SendMessageBatch: expect.any(Number) },
    s3: { PutObject: expect.any(Number) },
    events: { PutEvents: expect.any(Number) },
    scheduler: { CreateSchedule: 1 },
    secretsmanager: { GetSecretValue: expect.any(Number) },
  });
  // A transaction of a new item with one index entry and a counter: twice two and one.
  expect(runtime.dynamoDbUnits().writeUnits).toBeGreaterThanOrEqual(60);
  expect(statistics('work')?.peakMemoryBytes).toBeGreaterThan(1_000_000);
  expect(statistics('work')?.billedMs).toBeGreaterThan(0);
});

test('the outputs of the stacks carry local addresses', () => {
  expect(runtime.outputs.Url).toBe(runtime.apiUrl);
});
