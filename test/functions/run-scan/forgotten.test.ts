import { beforeEach, expect, test } from 'vitest';
import { purgePerson } from '../../../functions/purge-tenant-data/purge-person.ts';
import type { Afterwards } from '../../../shared/domain/purge.ts';
import type { PersonTask } from '../../../shared/messages.ts';
import { personHash } from '../../../shared/privacy/person-hash.ts';
import { anActivity } from '../../support/activities.ts';
import { type ScanWorld, scanWorld, TENANT } from '../../support/scan-world.ts';

let world: ScanWorld;

const mira = { id: 'user_mira', fullName: 'Mira Solberg', email: 'mira@example.com' };
const tomas = { id: 'user_tomas', fullName: 'Tomas Okafor', email: 'tomas@example.com' };

const upload = (userId: string, fileId: string, at: string) => {
  world.provider.files.set(fileId, {
    name: `${fileId}.txt`,
    contentType: 'text/plain',
    bytes: new TextEncoder().encode('Nothing to see'),
  });
  const chatId = `chat_${fileId}`;
  world.provider.chatList.push({ id: chatId, model: 'claude-opus-5', updatedAt: Date.parse(at) });
  return anActivity({ type: 'claude_file_uploaded', userId, email: null, fileId, chatId, at });
};

beforeEach(async () => {
  world = await scanWorld();
  world.provider.userList.set('org-1', [mira, tomas]);
  world.provider.feed = [
    upload(tomas.id, 'file_2', '2026-10-06T08:00:00Z'),
    upload(mira.id, 'file_1', '2026-10-05T08:00:00Z'),
  ];
});

/** Purges Mira to the end, and makes the next scan read everything again. */
async function purgeMira(afterwards: Afterwards): Promise<void> {
  const requestedAt = world.clock.iso();
  await world.privacy.begin(TENANT, {
    purgeId: 'purge_1',
    scope: 'person',
    person: personHash('a-secret', TENANT, mira.id),
    userId: mira.id,
    afterwards,
    status: 'running',
    requestedAt,
    requestedBy: 'admin@example.com',
    completedAt: null,
    removed: {},
  });
  world.clock.advance(600_000);
  const task: PersonTask = {
    v: 1,
    tenant: TENANT,
    scope: 'person',
    purgeId: 'purge_1',
    after: null,
    removed: {},
  };
  expect((await purgePerson(world, task, () => true)).done).toBe(true);
  const integration = await world.integrationNow();
  world.state.integrations.set(TENANT, {
    value: { ...integration, position: null },
    writtenAt: world.clock.now(),
  });
}

/** Everything that is stored of the tenant, as text. */
const stored = () =>
  JSON.stringify(Object.values(world.state).map((rows) => (rows instanceof Map ? [...rows.entries()] : [])));

test('a purged person who has left does not come back, however far a scan looks back', async () => {
  await world.scan();
  world.provider.userList.set('org-1', [tomas]);
  await purgeMira('new_activity');
  expect(stored()).not.toMatch(/mira/i);

  const scan = await world.scan();

  expect(scan.status).toBe('completed');
  expect(stored()).not.toMatch(/mira/i);
  expect((await world.eventsNow()).map(({ item }) => item.id)).toEqual(['file_2']);
});

test('a purged person who is still there comes back with what is new, and without the past', async () => {
  await world.scan();
  await purgeMira('new_activity');
  world.provider.feed.unshift(upload(mira.id, 'file_3', new Date(world.clock.now() - 60_000).toISOString()));
  world.clock.advance(600_000);

  await world.scan();

  expect((await world.eventsNow()).map(({ item }) => item.id)).toEqual(['file_2', 'file_3']);
  const agent = (await world.agentsNow())['user_mira.browser'];
  expect(Object.values(agent?.days ?? {})).toEqual([expect.objectContaining({ files: 1 })]);
});

test('a purged person of whom nothing is to be recorded stays away, listed or not', async () => {
  await world.scan();
  await purgeMira('nothing');
  world.provider.feed.unshift(upload(mira.id, 'file_3', new Date(world.clock.now() - 60_000).toISOString()));
  world.clock.advance(600_000);

  await world.scan();

  expect(stored()).not.toMatch(/mira/i);
  expect((await world.eventsNow()).map(({ item }) => item.id)).toEqual(['file_2']);
});
