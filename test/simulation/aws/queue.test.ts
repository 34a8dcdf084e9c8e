import { describe, expect, test } from 'vitest';
import { noFaults } from '../faults.ts';
import { seededRandom } from '../random.ts';
import { createTimeline } from '../timeline.ts';
import { createQueue, type QueueOptions } from './queue.ts';

// That the simulated queue does what SQS does is what makes a simulated result mean something.

function aQueue(options: Partial<QueueOptions> = {}) {
  const timeline = createTimeline(0);
  const common = { timeline, random: seededRandom('queue'), faults: noFaults(), note: () => {} };
  const deadLetters = createQueue({
    ...common,
    name: 'dead',
    visibilityMs: 1_000,
    fifo: options.fifo ?? false,
  });
  const queue = createQueue({ ...common, name: 'queue', visibilityMs: 30_000, deadLetters, ...options });
  const wait = (ms: number) => timeline.run(() => false, timeline.now() + ms);
  const bodies = (limit = 10) => queue.receive(limit).map(({ body }) => body);
  return { queue, deadLetters, wait, bodies };
}

describe('a standard queue', () => {
  test('delivers a message again when it was not removed in time, and not before', async () => {
    const { queue, wait, bodies } = aQueue();
    queue.send('a');

    expect(bodies()).toEqual(['a']);
    await wait(29_999);
    expect(bodies()).toEqual([]);
    await wait(1);
    expect(bodies()).toEqual(['a']);
  });

  test('lets a message be removed with its latest delivery only', async () => {
    const { queue, wait } = aQueue();
    queue.send('a');
    const [first] = queue.receive(1);
    const old = first!.receipt;
    await wait(30_000);
    queue.receive(1);

    expect(queue.remove(first!, old)).toBe(false);
    expect(queue.remove(first!, first!.receipt)).toBe(true);
    expect(queue.size()).toBe(0);
  });

  test('makes a message that was delivered too often a dead letter', async () => {
    const { queue, deadLetters, wait, bodies } = aQueue({ maxReceives: 2 });
    queue.send('a');
    for (let count = 0; count < 2; count += 1) {
      expect(bodies()).toEqual(['a']);
      await wait(30_000);
    }

    expect(bodies()).toEqual([]);
    expect(deadLetters.receive(1).map(({ body }) => body)).toEqual(['a']);
  });

  test('delivers nothing more while 120,000 messages are in flight', async () => {
    const { queue, wait, bodies } = aQueue();
    for (let count = 0; count <= 120_000; count += 1) queue.send(String(count));

    const [first] = queue.receive(120_000);
    expect(bodies()).toEqual([]);
    queue.remove(first!, first!.receipt);
    expect(bodies()).toHaveLength(1);
    await wait(30_000);
    expect(bodies()).toHaveLength(10);
  });

  test('refuses a message above a mebibyte', () => {
    expect(() => aQueue().queue.send('x'.repeat(1_048_577))).toThrow('too large');
  });
});

describe('a FIFO queue', () => {
  test('keeps the order of a group, and one message of it in flight, while others go on', async () => {
    const { queue, wait, bodies } = aQueue({ fifo: true });
    for (const [body, group] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
    ] as const)
      queue.send(body, group, body);

    const [first] = queue.receive(1);
    expect(first?.body).toBe('a1');
    expect(bodies()).toEqual(['b1']);
    queue.remove(first!, first!.receipt);
    expect(bodies()).toEqual(['a2']);
    await wait(30_000);
    expect(bodies(1)).toEqual(['a2']);
  });

  test('takes the same message once in five minutes', async () => {
    const { queue, wait } = aQueue({ fifo: true });
    queue.send('a', 'group', 'same');
    queue.send('a', 'group', 'same');
    expect(queue.size()).toBe(1);

    await wait(300_000);
    queue.send('a', 'group', 'same');
    expect(queue.size()).toBe(2);
  });
});
