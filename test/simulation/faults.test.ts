import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAULT_KINDS } from './faults.ts';
import { MUTATIONS } from './mutations/mutations.ts';

// docs/faults.md says what shows that a fault does no harm; here it is held to what is there.

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const text = readFileSync(join(DOCS, 'faults.md'), 'utf8');
const rows = [...text.matchAll(/^\| (F\d\d) \| (.+?) \| (.+) \|$/gm)].map(([, id = '', , shownBy = '']) => ({
  id,
  shownBy,
}));

test('every fault of the catalogue has its row, in order', () => {
  const ids = Array.from({ length: 70 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`);
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

test.each(rows)('$id is simulated, tested, or said to be impossible', ({ shownBy }) => {
  const [, kinds = ''] = /simulated: ([^;|]+)/.exec(shownBy) ?? [];
  const simulated = [...kinds.matchAll(/`([^`]+)`/g)].map(([, kind]) => kind);
  const tests = [...shownBy.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
  const [, reason = ''] = /cannot happen: (.+)$/.exec(shownBy) ?? [];

  expect(simulated.length + tests.length + reason.length).toBeGreaterThan(0);
  expect(FAULT_KINDS).toEqual(expect.arrayContaining(simulated));
  for (const [, name = '', path = ''] of tests) {
    const file = join(DOCS, path);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : `no ${path}`).toContain(name);
  }
  if (shownBy.includes('cannot happen')) expect(reason.split(' ').length).toBeGreaterThan(10);
});

test('every kind of fault that is simulated stands for a row', () => {
  const named = new Set(
    rows.flatMap(({ shownBy }) => [...shownBy.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind)),
  );
  expect(FAULT_KINDS.filter((kind) => !named.has(kind))).toEqual([]);
});

test('every mutation is listed with what it breaks', () => {
  const listed = [...text.matchAll(/^\| `([a-z-]+)` \| (.+?) \| (R\d+) /gm)].map(
    ([, name, what, breaks]) => ({ name, what, breaks }),
  );
  expect(listed).toEqual(MUTATIONS.map(({ name, what, breaks }) => ({ name, what, breaks })));
});
