import { expect, test } from 'vitest';
import { findingShifts, type ItemMarker, tally } from '../../../shared/aws/settling.ts';
import { NOTHING_SETTLED } from '../../../shared/domain/scan.ts';
import { aFinding, aResult } from '../../contract/samples.ts';

const marker = (over: Partial<ItemMarker>): ItemMarker => ({
  id: 'item-1',
  policyVersion: 'policy-1',
  status: 'flagged',
  reason: null,
  risk: 'high',
  version: null,
  events: {},
  userId: 'ada',
  interface: 'browser',
  ...over,
});

test('results add up by status, reason and findings', () => {
  const results = [
    aResult('acme', 'a', { event: { risk: 'low', findings: [aFinding('iban', 2), aFinding('card', 3)] } }),
    aResult('acme', 'b', { outcome: { status: 'failed', reason: 'corrupt' } }),
    aResult('acme', 'c', { outcome: { status: 'failed', reason: 'corrupt' } }),
    aResult('acme', 'd', { outcome: { status: 'skipped', reason: null } }),
  ];

  expect(tally(results)).toEqual({
    clean: 0,
    flagged: 1,
    skipped: 1,
    failed: 2,
    findings: 5,
    skippedReasons: { unknown: 1 },
    failedReasons: { corrupt: 2 },
  });
  expect(tally([])).toEqual(NOTHING_SETTLED);
});

test.each([
  ['the first time', undefined, marker({}), [['ada', 'high', 1]]],
  ['with the same result', marker({}), marker({ policyVersion: 'policy-2' }), []],
  [
    'with another risk',
    marker({}),
    marker({ risk: 'low' }),
    [
      ['ada', 'high', -1],
      ['ada', 'low', 1],
    ],
  ],
  ['clean now', marker({}), marker({ risk: null }), [['ada', 'high', -1]]],
  ['clean then as now', marker({ risk: null }), marker({ risk: null }), []],
  [
    'of another owner',
    marker({}),
    marker({ userId: 'bob' }),
    [
      ['ada', 'high', -1],
      ['bob', 'high', 1],
    ],
  ],
] as const)('an item counted %s moves finding counts by the difference', (_, before, after, expected) => {
  const shifts = findingShifts([{ before, after }]);

  expect(shifts.map(({ userId, risk, by }) => [userId, risk, by])).toEqual(expected);
});

test('items of one agent and risk move its count once', () => {
  const replaced = ['a', 'b', 'c'].map((id) => ({ before: undefined, after: marker({ id }) }));

  expect(findingShifts(replaced)).toEqual([{ userId: 'ada', interface: 'browser', risk: 'high', by: 3 }]);
});
