import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskValue } from '../../../../shared/inspection/detect/mask.ts';

test.each([
  ['4111 1111 1111 1111', { head: 4, tail: 4 }, '4111 •••• •••• 1111'],
  ['536-90-4399', { tail: 4 }, '•••-••-4399'],
  ['hunter2', {}, '•••••••'],
  ['1234', { head: 4, tail: 4 }, '••••'],
  ['abc', { tail: 4 }, '•••'],
  ['h$7!k#Qz', {}, '••••••••'],
  ['#?!$%&*', { tail: 4 }, '•••••••'],
  ['postgres://app:x!y@db', { head: 4 }, 'post••••://•••:•••@••'],
])('%s with %o becomes %s', (value, mask, expected) => {
  expect(maskValue(value, mask)).toBe(expected);
});

test('never more than the head and the last four stay, and short values are hidden whole', () => {
  const masks = fc.record({ head: fc.nat(8), tail: fc.nat(9) });

  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,80}$/), masks, (value, mask) => {
      const shown = maskValue(value, mask).replaceAll('•', '');
      expect(shown.length).toBeLessThanOrEqual(Math.max(mask.head, 0) + Math.min(mask.tail, 4));
      expect(shown.length).toBeLessThan(value.length);
    }),
  );
});
