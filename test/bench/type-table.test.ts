import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownCells } from '../../bench/detectors/type-table.ts';
import { DATA_TYPES } from '../../shared/inspection/detectors/catalogue.ts';

/** Rows of the table by type, without what the generated texts gave. */
const written = new Map(
  readFileSync('bench/types.md', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const cells = line.split('|');
      return /^[A-Z0-9_]{2,}$/.test(cells[1]?.trim() ?? '')
        ? [[cells[1]!.trim(), `${cells.slice(0, 7).join('|')}|`]]
        : [];
    }),
);

test('the table of data types has each of them once', () => {
  expect([...written.keys()].sort()).toEqual(DATA_TYPES.map(({ id }) => id).sort());
});

test.each(DATA_TYPES.map((type) => [type.id, type] as const))('what it says of %s is so', (id, type) => {
  expect(written.get(id)).toBe(ownCells(type));
});
