import { describe, expect, it } from 'vitest';
import { TYPE_NAMES, typeNumber } from '../../../local/simulator/activity-types.ts';
import { storedContent } from '../../../local/simulator/stored-content.ts';
import { truthFor } from '../../../local/simulator/truth.ts';
import { ACTOR } from '../../../local/simulator/world/activities.ts';
import { CLIENTS } from '../../../local/simulator/world/clients.ts';
import { uuidBehind } from '../../../local/simulator/world/ids.ts';
import { createWorld, type World } from '../../../local/simulator/world/world.ts';
import { END } from './caller.ts';

const world = createWorld({ name: 'small', seed: 1, endsAt: END });

const bytesOf = (of: World, index: number) => Buffer.concat([...storedContent(of, 'file', index).chunks()]);

describe('a world', () => {
  it('is the same for the same seed, and another for another', () => {
    const again = createWorld({ name: 'small', seed: 1, endsAt: END });
    expect(again.activities).toEqual(world.activities);
    expect(again.chats).toEqual(world.chats);
    expect(again.files.map(({ index }) => storedContent(again, 'file', index).md5)).toEqual(
      world.files.map(({ index }) => storedContent(world, 'file', index).md5),
    );
    expect(truthFor(again, 0, END)).toEqual(truthFor(world, 0, END));
    const other = createWorld({ name: 'small', seed: 2, endsAt: END });
    expect(other.activities.time).not.toEqual(world.activities.time);
    expect(bytesOf(other, 20)).not.toEqual(bytesOf(world, 20));
  });

  it.each([
    ['small', 50, 5_000, 300],
    ['medium', 500, 100_000, 2_000],
  ] as const)(
    'called %s holds %d people, about %d activities and %d files',
    (name, people, activities, files) => {
      const made = createWorld({ name, seed: 3, endsAt: END });
      expect(made.people).toHaveLength(people);
      expect(Math.abs(made.activities.length / activities - 1)).toBeLessThan(0.1);
      expect(Math.abs(made.files.length / files - 1)).toBeLessThan(0.3);
    },
  );

  it('keeps to its span of time, most of it in the last forty days', () => {
    const { time } = world.activities;
    const [first, last] = [time[0]! * 1000, time.at(-1)! * 1000];
    expect(first).toBeGreaterThan(END - 91 * 86_400_000);
    expect(last).toBeLessThan(END);
    const late = time.filter((at) => at * 1000 > END - 40 * 86_400_000).length;
    expect(late / time.length).toBeGreaterThan(0.6);
  });

  it('has people at every kind of client, people without use, and people who left', () => {
    const used = new Set([...world.activities.client].map((position) => CLIENTS[position]!.kind));
    expect([...used].sort()).toEqual([
      'android-app',
      'browser',
      'desktop',
      'ios-app',
      'missing',
      'mobile-browser',
      'old-desktop',
      'unknown',
    ]);
    const habits = new Set(world.people.map(({ habit }) => habit));
    expect(habits).toEqual(new Set(['uses', 'none', 'only-signs-in', 'only-administers']));
    expect(world.people.some(({ leftAt }) => leftAt !== null)).toBe(true);
    expect(world.people.some(({ organizations }) => organizations.length > 1)).toBe(true);
  });

  it('lets people act only while they are there, on chats that exist', () => {
    const { activities, people, chats } = world;
    const chatTypes = new Set(
      ['claude_chat_created', 'claude_chat_viewed', 'claude_chat_updated'].map(typeNumber),
    );
    for (let i = 0; i < activities.length; i++) {
      if (activities.actorKind[i] !== ACTOR.person) continue;
      const { leftAt } = people[activities.actor[i]!]!;
      if (leftAt !== null) expect(activities.time[i]!).toBeLessThanOrEqual(leftAt);
      if (!chatTypes.has(activities.type[i]!)) continue;
      const chat = chats[activities.object[i]!]!;
      expect(chat.user).toBe(activities.actor[i]);
      expect(activities.time[i]!).toBeGreaterThanOrEqual(chat.createdAt);
      if (chat.deletedAt !== 0) expect(activities.time[i]!).toBeLessThanOrEqual(chat.deletedAt);
    }
  });

  it('records the creation of each chat of its span exactly once, through the client that made it', () => {
    const { activities, chats } = world;
    const created = new Map<number, number>();
    for (let i = 0; i < activities.length; i++) {
      if (TYPE_NAMES[activities.type[i]!] !== 'claude_chat_created') continue;
      expect(created.has(activities.object[i]!)).toBe(false);
      created.set(activities.object[i]!, activities.client[i]!);
    }
    expect(created).toEqual(
      new Map(chats.filter(({ client }) => client >= 0).map(({ index, client }) => [index, client])),
    );
  });
});

describe('identifiers', () => {
  it('lead back to what they name, and to nothing else', () => {
    const { ids } = world;
    for (const index of [0, 1, 57, 4_095, 160_000]) {
      expect(ids.indexOf('file', ids.tagged('file', index))).toBe(index);
      expect(ids.indexOfUuid('chat', ids.uuid('chat', index))).toBe(index);
      expect(uuidBehind(ids.tagged('file', index))).toBe(ids.uuid('file', index));
      expect(ids.indexOf('chat', ids.tagged('chat', index).slice(0, -1))).toBeUndefined();
      expect(ids.indexOf('chat', ids.tagged('file', index))).toBeUndefined();
    }
    const other = createWorld({ name: 'tiny', seed: 9, endsAt: END }).ids;
    expect(ids.indexOf('file', other.tagged('file', 0))).toBeUndefined();
  });

  it('are of the documented form', () => {
    expect(world.ids.tagged('artifactVersion', 3)).toMatch(
      /^claude_artifact_version_01[1-9A-HJ-NP-Za-km-z]{22}$/,
    );
    expect(world.ids.uuid('file', 3)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('of activities rise with the feed', () => {
    const { ids, activities } = world;
    const all = Array.from({ length: activities.length }, (_, i) => ids.activity(activities.time[i]!, i));
    expect(all).toEqual(all.toSorted());
    expect(ids.activityPosition(all[77]!)).toEqual({ seconds: activities.time[77], rank: 77 });
  });
});

it('knows 514 types of activities, and a few that are newer', () => {
  expect(TYPE_NAMES.length).toBe(514 + 3);
  expect(new Set(TYPE_NAMES).size).toBe(517);
  expect(() => typeNumber('made_up')).toThrow('made_up');
});
