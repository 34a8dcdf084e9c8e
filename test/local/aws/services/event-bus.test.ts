import { describe, expect, test } from 'vitest';
import { eventBus, type Rule } from '../../../../local/aws/services/event-bus.ts';
import { matchesPattern } from '../../../../local/aws/services/event-pattern.ts';
import { manualClock } from '../support/manual-clock.ts';

describe('patterns', () => {
  const event = {
    source: 'scans',
    'detail-type': 'ScanCompleted',
    detail: { risk: 'high', count: 7, tags: ['a', 'b'], file: { name: 'Report.PDF' } },
  };

  test.each([
    [{ source: ['scans'] }, true],
    [{ source: ['other'] }, false],
    [{ detail: { risk: ['low', 'high'] } }, true],
    [{ detail: { tags: ['b'] } }, true],
    [{ detail: { count: [{ numeric: ['>', 5, '<=', 7] }] } }, true],
    [{ detail: { count: [{ numeric: ['<', 5] }] } }, false],
    [{ detail: { risk: [{ prefix: 'hi' }] } }, true],
    [{ detail: { file: { name: [{ suffix: { 'equals-ignore-case': '.pdf' } }] } } }, true],
    [{ detail: { file: { name: [{ wildcard: 'Re*.PDF' }] } } }, true],
    [{ detail: { risk: [{ 'anything-but': ['low'] }] } }, true],
    [{ detail: { risk: [{ 'anything-but': { prefix: 'hi' } }] } }, false],
    [{ detail: { missing: [{ exists: false }] } }, true],
    [{ detail: { risk: [{ exists: true }] } }, true],
    [{ $or: [{ source: ['other'] }, { 'detail-type': ['ScanCompleted'] }] }, true],
    [{ source: ['scans'], detail: { risk: ['low'] } }, false],
  ])('%j → %s', (pattern, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  test('an unknown match type is refused', () => {
    expect(() => matchesPattern({ source: [{ sounds: 'like' }] }, event)).toThrow(/Unrecognized/);
  });
});

describe('rules', () => {
  function aBus(rules: Rule[]) {
    const clock = manualClock('2026-01-01T00:00:00Z');
    const delivered: { arn: string; event: unknown }[] = [];
    const bus = eventBus(clock, ({ arn }, event) => delivered.push({ arn, event }));
    bus.setRules(rules);
    const put = (entry: object = {}) =>
      bus.handle('PutEvents', {
        Entries: [
          {
            Source: 'scans',
            DetailType: 'Done',
            Detail: '{"id":"x","n":2}',
            EventBusName: 'facts',
            ...entry,
          },
        ],
      });
    return { clock, delivered, put };
  }
  const aRule = (rest: Partial<Rule> = {}): Rule => ({
    ...{ name: 'rule', bus: 'facts', enabled: true, pattern: { source: ['scans'] } },
    targets: [{ Arn: 'target' }],
    ...rest,
  });

  test('a fitting event reaches each target whole', () => {
    const { delivered, put } = aBus([aRule({ targets: [{ Arn: 'one' }, { Arn: 'two' }] })]);
    put();
    expect(delivered.map(({ arn }) => arn)).toEqual(['one', 'two']);
    expect(delivered[0]?.event).toMatchObject({
      source: 'scans',
      'detail-type': 'Done',
      account: '000000000000',
      detail: { id: 'x', n: 2 },
    });
  });

  test('events of another bus, and disabled rules, are left alone', () => {
    const { delivered, put } = aBus([aRule({ bus: 'default' }), aRule({ enabled: false })]);
    put();
    expect(delivered).toEqual([]);
  });

  test('a target may take a constant, a part or a new shape of the event', () => {
    const shape = {
      InputPathsMap: { id: '$.detail.id', n: '$.detail.n' },
      InputTemplate: '{"name": <id>, "text": "<id> no <n>"}',
    };
    const { delivered, put } = aBus([
      aRule({
        targets: [
          { Arn: 'a', Input: '{"fixed":true}' },
          { Arn: 'b', InputPath: '$.detail' },
          { Arn: 'c', InputTransformer: shape },
        ],
      }),
    ]);
    put();
    expect(delivered.map(({ event }) => event)).toEqual([
      { fixed: true },
      { id: 'x', n: 2 },
      { name: 'x', text: 'x no 2' },
    ]);
  });

  test('a scheduled rule runs at its rate, the first time after one interval', () => {
    const { pattern: _pattern, ...scheduled } = aRule({ schedule: 'rate(5 minutes)' });
    const { clock, delivered } = aBus([scheduled]);
    clock.advance(11 * 60_000);
    expect(delivered.map(({ event }) => (event as { time: string }).time)).toEqual([
      '2026-01-01T00:05:00Z',
      '2026-01-01T00:10:00Z',
    ]);
  });
});
