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
    const isThere = existsSync(file) && isTestOf(readFileSync(file, 'utf8'), name);
    expect(isThere, `${path} has a test "${name}"`).toBe(true);
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

test('a name counts as that of a test only where the whole of it is one', () => {
  const source = `test('goes well', f); test.each([['late', 1]])('comes %s, by %d', f); log('never');`;

  expect(['goes well', 'comes late, by 1'].every((name) => isTestOf(source, name))).toBe(true);
  const others = ['goes', 'comes %s, by %d', 'comes early, by 1', 'comes late, by 2', 'never'];
  expect(others.filter((name) => isTestOf(source, name))).toEqual([]);
});

/** Titles of tests: the first argument of `test`, or of what `test.each(…)` gives. */
const TITLE = /(?:\btest|\))\s*\(\s*(['"`])((?:\\.|(?!\1).)*)\1\s*,/gs;
const PLACEHOLDER = /%[sdi]|\$\w+/;

/** Whether a test of this name runs: its title stands in the source, with what fills its placeholders. */
function isTestOf(source: string, name: string): boolean {
  const titles = [...source.matchAll(TITLE)].map(([, , title = '']) => title.replace(/\\(.)/g, '$1'));
  return titles.some((title) => {
    const parts = title.split(new RegExp(PLACEHOLDER, 'g')).map((part) => escaped(part));
    const [, ...values] = new RegExp(`^${parts.join('(.+)')}$`).exec(name) ?? [];
    if (parts.length === 1) return title === name;
    return values.length === parts.length - 1 && values.every((value) => isLiteralIn(source, value));
  });
}

const isLiteralIn = (source: string, value: string): boolean =>
  new RegExp(`['"\`]${escaped(value)}['"\`]|\\b${/^\d+$/.test(value) ? value : '(?!)'}\\b`).test(source);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
