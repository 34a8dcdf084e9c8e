import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REASONS } from '../../../shared/inspection/reason.ts';

test('docs/inspection.md names every reason why something is not read', () => {
  const page = readFileSync('docs/inspection.md', 'utf8');

  expect(Object.keys(REASONS).filter((reason) => !page.includes(`\`${reason}\``))).toEqual([]);
});
