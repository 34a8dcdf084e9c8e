import { beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { answerOnce } from '../../../shared/runtime/idempotency.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';

let world: MemoryWorld;
let done: number;

beforeEach(() => {
  world = memoryWorld();
  done = 0;
});

const work = async () => {
  done += 1;
  return { status: 202, body: { scanId: `scan_${done}` } };
};

const ask = (identity: string[], todo = work, key = 'key-1', tenant = 'acme') =>
  answerOnce(
    { store: world.idempotency, log: world.log },
    { tenant, key, identity, now: world.clock.now() },
    todo,
  );

test('the same key and request are answered once, for 24 hours', async () => {
  const first = await ask(['scanNow', '{}']);
  world.clock.advance(23 * 3_600_000);
  const again = await ask(['scanNow', '{}']);
  world.clock.advance(2 * 3_600_000);
  const nextDay = await ask(['scanNow', '{}']);

  expect(again).toEqual(first);
  expect(nextDay.body).toEqual({ scanId: 'scan_2' });
});

test('the same key with another request is a mistake', async () => {
  await ask(['scanNow', '{}']);

  await expect(ask(['scanNow', '{"a":1}'])).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  await expect(ask(['configure', '{}'])).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  expect(done).toBe(1);
});

test('keys of two tenants have nothing to do with each other', async () => {
  await ask(['scanNow', '{}']);

  await ask(['scanNow', '{}'], work, 'key-1', 'other');

  expect(done).toBe(2);
});

test('a repeated request waits for nobody', async () => {
  let second: Promise<unknown> = Promise.resolve();
  const first = ask(['scanNow', '{}'], async () => {
    second = ask(['scanNow', '{}']);
    await second.catch(() => undefined);
    return work();
  });

  expect((await first).body).toEqual({ scanId: 'scan_1' });
  await expect(second).rejects.toMatchObject({ code: 'IDEMPOTENCY_RUNNING' });
});

test('a refused request gives its key back', async () => {
  const refused = new AppError('conflict', 'SCAN_IN_PROGRESS', 'Not now.');

  await expect(ask(['scanNow', '{}'], () => Promise.reject(refused))).rejects.toBe(refused);
  await ask(['scanNow', '{}']);

  expect(done).toBe(1);
});

test('an answer that cannot be kept is given all the same', async () => {
  world.idempotency.failNext('upstream-busy', { method: 'complete' });

  expect((await ask(['scanNow', '{}'])).status).toBe(202);
  expect(world.log.entries.map(({ code }) => code)).toEqual(['IDEMPOTENCY_NOT_KEPT']);
});

test.each(['', ' ', 'two words', 'é', 'x'.repeat(201)])('%j is no key', async (key) => {
  await expect(ask(['scanNow', '{}'], work, key)).rejects.toMatchObject({ code: 'VALIDATION' });
  expect(done).toBe(0);
});
