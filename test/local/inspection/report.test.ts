import { expect, test } from 'vitest';
import { report } from '../../../local/inspection/report.ts';
import { inspected } from '../../shared/inspection/documents/inspected.ts';

test('a report says what was found, where, and how much it matters', async () => {
  const lines = report('a.txt', await inspected('Hello\ncard 4539 1488 0343 6467\n')).split('\n');

  expect(lines[0]).toMatch(/^a\.txt {2}text {2}31 bytes {2}\d+ ms {2}flagged, medium risk$/);
  expect(lines.slice(1)).toEqual([
    '  medium    Payment card number (CREDIT_CARD): 1, high confidence',
    '            4539 •••• •••• 6467',
    '            line 2, column 6',
  ]);
});

test('a report says why an item was not read', async () => {
  expect(report('a.bin', await inspected('\u0001\u0002\u0003'))).toContain(
    'The format of the content is not recognised',
  );
});
