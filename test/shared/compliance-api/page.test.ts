import { expect, test } from 'vitest';
import { firstPage, type Step, walk } from '../../../shared/compliance-api/page.ts';
import { collect } from './support/scripted-server.ts';

/** A list that answers each token with the next of its scripted steps. */
function scripted(steps: readonly Step<string>[]) {
  const asked: (string | null)[] = [];
  return {
    asked,
    fetchStep: async (token: string | null) => {
      asked.push(token);
      return steps[asked.length - 1]!;
    },
  };
}

test('a walk follows each page to the next and ends where there are no more', async () => {
  const list = scripted([
    { page: 'one', more: true, next: 'a' },
    { page: 'two', more: true, next: 'b' },
    { page: 'three', more: false, next: 'c' },
  ]);

  expect(await collect(walk(null, list.fetchStep))).toEqual(['one', 'two', 'three']);
  expect(list.asked).toEqual([null, 'a', 'b']);
});

test('a walk goes on from a saved cursor', async () => {
  const list = scripted([{ page: 'rest', more: false, next: null }]);

  await collect(walk('saved', list.fetchStep));

  expect(list.asked).toEqual(['saved']);
});

test.each([
  ['no cursor', null],
  ['the cursor that was just sent', 'start'],
])(
  'a page that promises more with %s is asked for again, and the better answer counts',
  async (_what, next) => {
    const list = scripted([
      { page: 'stuck', more: true, next },
      { page: 'moved', more: true, next: 'on' },
      { page: 'end', more: false, next: null },
    ]);

    expect(await collect(walk('start', list.fetchStep))).toEqual(['moved', 'end']);
    expect(list.asked).toEqual(['start', 'start', 'on']);
  },
);

test('a list that goes nowhere fails after two calls', async () => {
  const stuck = { page: '', more: true, next: null };
  const list = scripted([stuck, stuck, stuck]);

  await expect(collect(walk(null, list.fetchStep))).rejects.toMatchObject({
    kind: 'contract',
    code: 'BAD_ANSWER',
  });
  expect(list.asked).toHaveLength(2);
});

test('a list that goes round in circles fails instead of never ending', async () => {
  const turns = ['a', 'b', 'a', 'a'].map((next) => ({ page: next, more: true, next }));
  const list = scripted(turns);

  await expect(collect(walk(null, list.fetchStep))).rejects.toMatchObject({ code: 'BAD_ANSWER' });
});

test('a probe takes one page and asks for no other', async () => {
  const list = scripted([{ page: 'one', more: true, next: 'a' }]);

  expect(await firstPage(walk(null, list.fetchStep))).toBe('one');
  expect(list.asked).toHaveLength(1);
});
