import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../../functions/manage-notices/handler.ts';
import { routes } from '../../../shared/api/routes.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { auditOf } from '../builders.ts';
import { apiDepsOf, type Sent, STRANGER, send } from '../request.ts';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
});

const ask = (name: 'getNotices' | 'setNotices', sent: Sent = {}) =>
  send(createHandler(apiDepsOf(world)), routes[name], sent);

const arn = (name: string) => `arn:aws:sns:eu-central-1:111122223333:${name}`;
const target = (topicArn: string) => ({ topicArn, notices: ['key_rejected', 'scan_stale'] });

test('nobody is told of anything at first, and the answer says how a topic must be called', async () => {
  expect((await ask('getNotices')).json).toEqual({
    targets: [],
    topicName: 'claude-notices-acme',
    savedAt: null,
    savedBy: null,
  });
});

test('targets that were set are in force and audited, for their tenant', async () => {
  const targets = [target(arn('claude-notices-acme'))];

  const set = await ask('setNotices', { body: { targets } });

  expect([set.status, set.json]).toEqual([
    200,
    {
      targets,
      topicName: 'claude-notices-acme',
      savedAt: '2026-10-01T12:00:00.000Z',
      savedBy: 'admin@example.com',
    },
  ]);
  expect((await ask('getNotices')).json).toEqual(set.json);
  expect((await ask('getNotices', { claims: STRANGER })).json.targets).toEqual([]);
  expect(await auditOf(world)).toMatchObject([{ action: 'set-notices', outcome: 'done' }]);
});

test.each([
  ["another tenant's topic", arn('claude-notices-other')],
  ['a topic whose name begins alike', arn('claude-notices-acme-2')],
  ['a topic of any other name', arn('alarms')],
  ['a FIFO topic', arn('claude-notices-acme.fifo')],
  ['a queue', 'arn:aws:sqs:eu-central-1:111122223333:claude-notices-acme'],
  ['an address', 'https://hooks.example.com/claude-notices-acme'],
  ['a topic behind a line break', `x\n${arn('claude-notices-acme')}`],
])('%s is refused, and nothing is stored', async (_, topicArn) => {
  const answer = await ask('setNotices', { body: { targets: [target(topicArn)] } });

  expect([answer.status, answer.json.code]).toEqual([422, 'NOTICE_TOPIC_REFUSED']);
  expect((await ask('getNotices')).json.targets).toEqual([]);
});

test.each([
  ['no kind', { targets: [{ topicArn: arn('claude-notices-acme'), notices: [] }] }],
  ['a kind that is not known', { targets: [{ topicArn: arn('claude-notices-acme'), notices: ['all'] }] }],
  ['too many topics', { targets: Array.from({ length: 6 }, () => target(arn('claude-notices-acme'))) }],
])('%s is not valid', async (_, body) => {
  expect((await ask('setNotices', { body })).json.code).toBe('VALIDATION');
});
