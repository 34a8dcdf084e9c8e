import { expect, test } from 'vitest';
import { readEnv } from '../../../shared/runtime/env.ts';

const spec = { TABLE: 'text', QUEUE: 'url', SECONDS: 'integer', LOOPBACK: 'boolean' } as const;

test('values come typed and without the white space around them', () => {
  const env = readEnv(spec, {
    TABLE: ' agents ',
    QUEUE: 'https://sqs.example.com/1/q',
    SECONDS: '150',
    LOOPBACK: 'false',
    OTHER: 'x',
  });

  expect(env).toEqual({
    TABLE: 'agents',
    QUEUE: 'https://sqs.example.com/1/q',
    SECONDS: 150,
    LOOPBACK: false,
  });
});

test('one error names every problem and no value', () => {
  const read = () => readEnv(spec, { TABLE: ' ', QUEUE: 'not a url', SECONDS: '1.5', LOOPBACK: 'yes' });

  expect(read).toThrow(
    'Environment: TABLE is missing; QUEUE is not a URL; SECONDS is not a whole number; LOOPBACK is not true or false',
  );
});
