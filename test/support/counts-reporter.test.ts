import { expect, test } from 'vitest';
import { countsOf } from './counts-reporter.ts';

type Module = Parameters<typeof countsOf>[0][number];
type State = 'passed' | 'failed' | 'skipped' | 'pending';

const aModule = (state: 'passed' | 'failed', tests: readonly State[]): Module =>
  ({
    state: () => state,
    children: { allTests: () => tests.map((state) => ({ result: () => ({ state }) })) },
  }) as unknown as Module;

test('passed and failed tests of all files are added up', () => {
  const modules = [aModule('passed', ['passed', 'passed']), aModule('failed', ['passed', 'failed'])];

  expect(countsOf(modules, 0)).toBe('3 passed, 1 failed');
});

test('skipped tests are named where there are any', () => {
  expect(countsOf([aModule('passed', ['passed', 'skipped', 'pending'])], 0)).toBe(
    '1 passed, 0 failed, 2 skipped',
  );
});

test('a file that could not be run is a failure', () => {
  expect(countsOf([aModule('failed', [])], 0)).toBe('0 passed, 1 failed');
});

test('an error outside of tests is a failure', () => {
  expect(countsOf([aModule('passed', ['passed'])], 1)).toBe('1 passed, 1 failed');
});
