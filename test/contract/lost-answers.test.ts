import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NO_COUNTS } from '../../shared/domain/scan.ts';
import { openStoresWith } from './aws-stores.ts';
import { aFinding, aNewAgent, anEnd, anIntegration, anItem, aResult, aScan, aTenant } from './samples.ts';
import { runningScan, type Stores } from './stores.ts';

// Every write is applied, then its answer is lost, so that the SDK sends it again: as on a connection that breaks.

const WRITES = new Set([
  'PutItemCommand',
  'UpdateItemCommand',
  'TransactWriteItemsCommand',
  'DeleteItemCommand',
]);
const LATER = '2026-10-01T12:05:00.000Z';

let stores: Stores;
let losing = false;
let lost = 0;

beforeAll(async () => {
  stores = await openStoresWith((client) => {
    const seen = new WeakSet<object>();
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const answer = await next(args);
          if (!losing || !WRITES.has(commandName) || seen.has(args.input)) return answer;
          seen.add(args.input);
          lost += 1;
          throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        },
      { step: 'deserialize', name: 'loseAnswers' },
    );
  });
});
afterAll(() => stores.close());
beforeEach(() => {
  losing = false;
  lost = 0;
});

/** Loses the answer to each write of this call once. */
async function losingAnswers<T>(call: () => Promise<T>): Promise<T> {
  losing = true;
  const result = await call();
  losing = false;
  expect(lost).toBeGreaterThan(0);
  return result;
}

test('configuring is stored, not changed by somebody else', async () => {
  const integration = anIntegration(aTenant());

  expect(await losingAnswers(() => stores.integrations.configure(integration, 0))).toBe('stored');

  expect(await stores.integrations.find(integration.tenant)).toEqual(integration);
});

test('a scan is started once, by this start', async () => {
  const tenant = aTenant();
  await stores.integrations.configure(anIntegration(tenant), 0);

  expect(await losingAnswers(() => stores.scans.start(aScan(tenant)))).toEqual({ outcome: 'started' });
});

test('a checkpoint has moved the scan by one step', async () => {
  const scan = await runningScan(stores, aTenant());

  expect(await losingAnswers(() => stores.scans.checkpoint(scan, 1, LATER, { phase: 'items' }))).toBe(
    'moved',
  );

  expect(await stores.scans.find(scan.tenant, scan.scanId)).toMatchObject({ step: 2, phase: 'items' });
});

test('a heartbeat is alive, and a finish has finished', async () => {
  const scan = await runningScan(stores, aTenant());

  expect(await losingAnswers(() => stores.scans.heartbeat(scan, 1, LATER, NO_COUNTS))).toBe('alive');
  expect(await losingAnswers(() => stores.scans.finish(scan, 1, anEnd()))).toBe('finished');
});

test('an integration is removed', async () => {
  const { tenant } = await runningScan(stores, aTenant());

  expect(await losingAnswers(() => stores.integrations.remove(tenant, 1, LATER))).toBe('removed');

  expect(await stores.integrations.find(tenant)).toMatchObject({ generation: 2 });
});

test('settled items are counted once', async () => {
  const scan = await runningScan(stores, aTenant());
  const { tenant } = scan;
  await stores.scans.putChunks(scan, 'a', [{ chunkId: 'a', items: [anItem('item-0')] }]);
  await stores.agents.update(tenant, [aNewAgent('user-1', 'desktop')]);
  const result = aResult(tenant, 'item-0', { event: { risk: 'high', findings: [aFinding('iban', 2)] } });

  expect(await losingAnswers(() => stores.scans.settle(scan, 'a', [result], LATER))).toBe('settled');

  expect((await stores.scans.find(tenant, scan.scanId))?.settled).toMatchObject({ flagged: 1, findings: 2 });
  expect((await stores.agents.find(tenant, 'user-1', 'desktop'))?.findings.high).toBe(1);
});

test('an agent is there as it was set', async () => {
  const tenant = aTenant();
  const days = { '2026-09-01': { chats: 1, files: 0 } };

  await losingAnswers(() => stores.agents.update(tenant, [aNewAgent('ada', 'browser', {}, { days })]));

  expect(await stores.agents.find(tenant, 'ada', 'browser')).toMatchObject({ days });
});

test('a request that claimed its idempotency key may go on', async () => {
  const claim = () => stores.idempotency.begin(aTenant(), 'key', 'hash', Date.now());

  expect(await losingAnswers(claim)).toEqual({ state: 'new' });
});

test('an event is moved once', async () => {
  const scan = await runningScan(stores, aTenant());
  const { tenant } = scan;
  await stores.scans.putChunks(scan, 'a', [{ chunkId: 'a', items: [anItem('item-0')] }]);
  const result = aResult(tenant, 'item-0');
  await stores.scans.settle(scan, 'a', [result], LATER);
  const move = { at: LATER, by: 'admin@example.com', state: 'resolved', note: null } as const;

  const moved = await losingAnswers(() => stores.events.move(tenant, result.events[0]?.eventId ?? '', move));

  expect(moved).toMatchObject({ state: 'resolved', history: [move] });
});

test('a policy is in force, not changed by somebody else', async () => {
  const tenant = aTenant();
  const inForce = { version: 'v1', savedAt: LATER, savedBy: 'admin', reinspectAskedAt: null };
  const policy = {
    version: 'v1',
    types: {},
    minConfidence: 'medium',
    exclusions: [],
    dictionaries: [],
    patterns: [],
    exactData: [],
    labels: [],
  } as const;

  const save = () => stores.policies.save(tenant, inForce, { policy, exclusionLabels: {} }, null);

  expect(await losingAnswers(save)).toBe('stored');
});
