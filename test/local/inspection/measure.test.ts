import { expect, test } from 'vitest';
import { measureLine, problemOf } from '../../../local/inspection/measure.ts';

test('a sample is answered with the values that were found', () => {
  const line = JSON.stringify({ id: 7, text: 'card 4539 1488 0343 6467' });

  expect(JSON.parse(measureLine(line) ?? '')).toEqual({
    id: 7,
    findings: [{ type: 'CREDIT_CARD', value: '4539 1488 0343 6467', confidence: 'high' }],
  });
});

test.each(['{"id":1}', '[1]', 'null', '{"id":1,"text":5}', '{"text":"cut'])('%s is no sample', (line) => {
  expect(measureLine(line)).toBeNull();
});

const inputOf = (kind: 'file' | 'pipe' | 'socket' | 'device', uid = 7) => ({
  isFile: () => kind === 'file',
  isFIFO: () => kind === 'pipe',
  isSocket: () => kind === 'socket',
  uid,
});

test.each(['file', 'pipe', 'socket'] as const)('samples come from a %s of one’s own', (kind) => {
  expect(problemOf(inputOf(kind), 7)).toBeNull();
  expect(problemOf(inputOf(kind, 8), 7)).toBe('Samples come from a file or a pipe of your own');
});

test('who owns the machine owns its files', () => {
  expect(problemOf(inputOf('file'), 0)).toBeNull();
});

test('samples do not come from a keyboard', () => {
  expect(problemOf(inputOf('device'), 7)).toContain('Samples come from a file or a pipe');
});
