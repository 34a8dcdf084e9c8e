import { expect, test } from 'vitest';
import { measureLine } from '../../../local/inspection/measure.ts';

test('a sample is answered with the values that were found', () => {
  const line = JSON.stringify({ id: 7, text: 'card 4539 1488 0343 6467' });

  expect(JSON.parse(measureLine(line))).toEqual({
    id: 7,
    findings: [{ type: 'CREDIT_CARD', value: '4539 1488 0343 6467', confidence: 'high' }],
  });
});

test('a line without a text is refused', () => {
  expect(() => measureLine('{"id":1}')).toThrow('Each line must be an object with a text');
});
