import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentId } from '../../../shared/domain/agent.ts';
import type { ClientInterface } from '../../../shared/domain/client-interface.ts';
import { type MessageCount, messageUse } from '../../../shared/domain/message-use.ts';

const day = fc.constantFrom('2026-10-01', '2026-10-02', '2026-10-03');
const type = fc.constantFrom<ClientInterface>('browser', 'desktop', 'mobile');
const counts = fc.uniqueArray(
  fc.record({
    transcriptId: fc.nat(20).map((number) => `chat_${number}`),
    userId: fc.constantFrom('ada', 'bo'),
    interface: fc.option(fc.constantFrom('cowork' as const, 'claude_code' as const)),
    version: fc.constant('2026-10-03T12:00:00.000Z'),
    days: fc.dictionary(day, fc.nat(9)),
  }),
  { selector: ({ transcriptId }) => transcriptId },
);
const origins = fc.dictionary(
  fc.nat(20).map((number) => `chat_${number}`),
  type,
);
const total = (use: ReturnType<typeof messageUse>, from = '') =>
  [...use.values()]
    .flatMap((days) => Object.entries(days))
    .reduce((sum, [date, messages]) => (date >= from ? sum + messages : sum), 0);
const written = (list: readonly MessageCount[], from: string) =>
  list
    .flatMap(({ days }) => Object.entries(days))
    .reduce((sum, [date, messages]) => (date >= from ? sum + messages : sum), 0);

describe('messages, whoever they belong to', () => {
  test('are all counted, once each, from the day on that counts', () => {
    fc.assert(
      fc.property(counts, origins, day, (list, known, from) => {
        expect(total(messageUse(list, (id) => known[id], from))).toBe(written(list, from));
      }),
    );
  });

  test('count the same in whatever order transcripts come', () => {
    fc.assert(
      fc.property(counts, origins, day, (list, known, from) => {
        const there = messageUse(list, (id) => known[id], from);
        const back = messageUse([...list].reverse(), (id) => known[id], from);

        expect(new Map([...back].sort())).toEqual(new Map([...there].sort()));
      }),
    );
  });

  test('move between two agents of their user when it turns out where a chat was begun, and no other agent', () => {
    fc.assert(
      fc.property(counts, origins, day, type, (list, known, from, elsewhere) => {
        const [moved] = list.filter((count) => count.interface === null);
        fc.pre(moved !== undefined);
        const { transcriptId, userId } = moved as MessageCount;
        const before = messageUse(list, (id) => known[id], from);
        const after = messageUse(list, (id) => (id === transcriptId ? elsewhere : known[id]), from);

        const concerned = [known[transcriptId] ?? 'browser', elsewhere].map((one) => agentId(userId, one));
        expect(total(after)).toBe(total(before));
        for (const agent of new Set([...before.keys(), ...after.keys()]))
          if (!concerned.includes(agent)) expect(after.get(agent)).toEqual(before.get(agent));
      }),
    );
  });
});
