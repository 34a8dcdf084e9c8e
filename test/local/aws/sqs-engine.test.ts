import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type EngineOptions, sqsEngine } from '../../../local/aws/sqs/engine.ts';
import { seededRandom } from '../../../local/aws/sqs/shuffle.ts';
import { temporaryFolder } from './support/endpoint.ts';

/** An engine on a clock that the test moves by hand. */
function anEngine(options: EngineOptions = {}) {
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const engine = sqsEngine({ now: () => clock.now, ...options });
  return { engine, clock };
}

const FIFO = { FifoQueue: 'true', VisibilityTimeout: '30' };

describe('time', () => {
  test('a deduplication id is free again after five minutes', async () => {
    const { engine, clock } = anEngine();
    const queue = engine.queues.create('lane.fifo', FIFO);
    const message = { MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    engine.send(queue, message);
    clock.now += 299_000;
    engine.send(queue, message);
    expect(engine.counts(queue).ApproximateNumberOfMessages).toBe('1');
    clock.now += 2_000;
    engine.send(queue, message);
    expect(engine.counts(queue).ApproximateNumberOfMessages).toBe('2');
  });

  test('a message past its retention is gone', async () => {
    const { engine, clock } = anEngine();
    const queue = engine.queues.create('short', { MessageRetentionPeriod: '60' });
    engine.send(queue, { MessageBody: 'x' });
    clock.now += 61_000;
    expect(await engine.receive(queue, { max: 10 })).toEqual([]);
  });
});

describe('order', () => {
  const thirtyBodies = async (shuffleSeed?: number): Promise<string[]> => {
    const { engine } = anEngine(shuffleSeed === undefined ? {} : { shuffleSeed });
    const queue = engine.queues.create('standard');
    for (let i = 0; i < 30; i += 1) engine.send(queue, { MessageBody: String(i).padStart(2, '0') });
    const bodies: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      bodies.push(...(await engine.receive(queue, { max: 10 })).map((message) => message.Body));
    }
    return bodies;
  };

  test('a seed makes the order of a standard queue random and repeatable', async () => {
    const inOrder = await thirtyBodies();
    const shuffled = await thirtyBodies(7);
    expect(shuffled).not.toEqual(inOrder);
    expect([...shuffled].sort()).toEqual(inOrder);
    expect(await thirtyBodies(7)).toEqual(shuffled);
  });

  test.each([1, 2, 3])(
    'FIFO: consumers that fail and crash see each group in order, one at a time (seed %i)',
    async (seed) => {
      const { engine, clock } = anEngine();
      const queue = engine.queues.create('lane.fifo', { ...FIFO, VisibilityTimeout: '5' });
      const random = seededRandom(seed);
      const groups = ['a', 'b', 'c', 'd', 'e', 'f'];
      for (let i = 0; i < 360; i += 1) {
        const MessageGroupId = groups[i % groups.length];
        engine.send(queue, { MessageBody: String(i), MessageGroupId, MessageDeduplicationId: String(i) });
      }
      const done = new Map<string, number[]>(groups.map((group) => [group, []]));
      const heldUntil = new Map<string, number>();

      for (
        let round = 0;
        round < 5_000 && Number(engine.counts(queue).ApproximateNumberOfMessages) + heldUntil.size > 0;
        round += 1
      ) {
        clock.now += 500;
        for (const [group, until] of heldUntil) if (until <= clock.now) heldUntil.delete(group);
        const batch = await engine.receive(queue, { max: 1 + Math.floor(random() * 10) });
        const seen = new Set(batch.map((message) => message.Attributes.MessageGroupId ?? ''));
        for (const group of seen) expect(heldUntil.has(group)).toBe(false);
        const failed = new Set<string>();
        for (const message of batch) {
          const group = message.Attributes.MessageGroupId ?? '';
          if (failed.has(group)) continue;
          const fate = random();
          if (fate < 0.2) {
            failed.add(group);
            heldUntil.set(group, clock.now + 5_000);
            continue;
          }
          done.get(group)?.push(Number(message.Body));
          engine.delete(queue, message.ReceiptHandle);
        }
      }

      for (const [, numbers] of done) {
        expect(numbers).toHaveLength(60);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }
    },
  );
});

describe('restart', () => {
  test('queues, messages and receive counts survive, a message in flight waits for its timeout', async () => {
    const file = join(temporaryFolder(), 'sqs.db');
    const before = anEngine({ file });
    const queue = before.engine.queues.create('jobs', { VisibilityTimeout: '30' });
    before.engine.send(queue, { MessageBody: 'in flight' });
    before.engine.send(queue, { MessageBody: 'waiting' });
    await before.engine.receive(queue, { max: 1 });
    before.engine.close();

    const { engine, clock } = anEngine({ file });
    const again = engine.queues.get('jobs');
    expect((await engine.receive(again, { max: 10 })).map((message) => message.Body)).toEqual(['waiting']);
    clock.now += 31_000;
    const [first] = await engine.receive(again, { max: 1 });
    expect(first).toMatchObject({ Body: 'in flight', Attributes: { ApproximateReceiveCount: '2' } });
    engine.close();
  });
});
