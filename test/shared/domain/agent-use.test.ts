import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEPT_CLIENTS, KEPT_DAYS } from '../../../shared/domain/agent.ts';
import { daysToDrop, mergeClients, mergeDays, standing } from '../../../shared/domain/agent-use.ts';
import { addDays } from '../../../shared/domain/day.ts';

const TODAY = '2026-10-20';
const day = fc.integer({ min: -60, max: 0 }).map((back) => addDays(TODAY, back));
const use = fc.record({ chats: fc.nat(50), files: fc.nat(50) });
const days = fc.dictionary(day, use, { maxKeys: 40 });

describe('days of use, whatever they are', () => {
  test('are set, not added: reading the same days again changes nothing', () => {
    fc.assert(
      fc.property(days, days, (stored, read) => {
        const once = mergeDays(stored, read, TODAY);
        expect(mergeDays(once, read, TODAY)).toEqual(once);
      }),
    );
  });

  test('come to the same in whatever order different days are read', () => {
    fc.assert(
      fc.property(days, (all) => {
        const entries = Object.entries(all);
        const half = Math.floor(entries.length / 2);
        const [first, second] = [entries.slice(0, half), entries.slice(half)].map(Object.fromEntries);
        const forward = mergeDays(mergeDays({}, first, TODAY), second, TODAY);
        expect(mergeDays(mergeDays({}, second, TODAY), first, TODAY)).toEqual(forward);
        expect(forward).toEqual(mergeDays({}, all, TODAY));
      }),
    );
  });

  test('are kept or dropped, and those that are kept are young enough', () => {
    fc.assert(
      fc.property(days, (stored) => {
        const kept = Object.keys(mergeDays(stored, {}, TODAY));
        const dropped = daysToDrop(stored, TODAY);
        expect([...kept, ...dropped].sort()).toEqual(Object.keys(stored).sort());
        for (const one of kept) expect(one > addDays(TODAY, -KEPT_DAYS)).toBe(true);
      }),
    );
  });

  test('give a usage that no older day and no dropped one moves', () => {
    fc.assert(
      fc.property(days, day, fc.option(day), (stored, collectedFrom, messagesFrom) => {
        expect(standing(mergeDays(stored, {}, TODAY), TODAY, collectedFrom, messagesFrom)).toEqual(
          standing(stored, TODAY, collectedFrom, messagesFrom),
        );
      }),
    );
  });
});

test('the client strings last seen are kept once each, however often and in whatever order they came', () => {
  const client = fc.record({
    userAgent: fc.integer({ min: 0, max: 30 }).map((number) => `Client/${number}`),
    rule: fc.constant('browser'),
    lastSeenAt: day.map((one) => `${one}T00:00:00Z`),
  });
  fc.assert(
    fc.property(fc.array(client), fc.array(client), (stored, seen) => {
      const merged = mergeClients(stored, seen);
      const strings = merged.map(({ userAgent }) => userAgent);
      expect(new Set(strings).size).toBe(strings.length);
      expect(merged.length).toBeLessThanOrEqual(KEPT_CLIENTS);
      expect(mergeClients(merged, merged)).toEqual(merged);
      expect(mergeClients(seen, stored)).toEqual(merged);
    }),
  );
});
