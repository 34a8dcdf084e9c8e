import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHandler as portalQueries } from '../../../functions/portal-queries/handler.ts';
import { connectProvider } from '../../../functions/run-scan/connect-provider.ts';
import { type Simulator, startSimulator } from '../../../local/simulator/simulator.ts';
import { type Route, routes } from '../../../shared/api/routes.ts';
import { daysBetween } from '../../../shared/domain/day.ts';
import type { Scan } from '../../../shared/domain/scan.ts';
import { expectedResult, isInspected } from '../../support/compare-with-truth.ts';
import { readResult } from '../../support/scan-result.ts';
import { START, scanWorld, TENANT } from '../../support/scan-world.ts';
import { apiDepsOf, send } from '../request.ts';

// The scan's real functions on ports in memory, against a simulated tenant that knows what a correct scan must find.

const EVERYTHING = { files: true, text: true, projects: true, sessions: true };

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ world: 'small', rateLimit: Number.POSITIVE_INFINITY });
});
afterAll(() => simulator?.stop());

async function aTenant() {
  const world = await scanWorld({
    integration: { coverage: EVERYTHING },
    limits: { maxItemBytes: 32 * 1_024 * 1_024, maxTranscriptBytes: 32 * 1_024 * 1_024, concurrency: 16 },
  });
  world.clock.advance(Date.now() - START);
  await world.vault.put(TENANT, simulator.keys.parent, (await world.integrationNow()).secretId ?? undefined);
  const clock = { now: () => Date.now(), sleep: async () => undefined };
  Object.assign(world.runDeps, {
    provider: connectProvider({ baseUrl: simulator.url, allowLoopback: true, clock }),
  });
  return world;
}

/** The portal's reads, without HTTP. */
function clientOf(world: Awaited<ReturnType<typeof aTenant>>) {
  const handler = portalQueries({ ...apiDepsOf(world), cursorSecret: async () => 'a-secret' });
  return {
    call: async <T>(_method: string, path: string): Promise<T> => {
      const url = new URL(path, 'http://localhost');
      const [, agentId] = /^\/v1\/agents\/(.+)$/.exec(url.pathname) ?? [];
      const route: Route = agentId
        ? routes.getAgent
        : url.pathname === '/v1/agents'
          ? routes.listAgents
          : routes.listEvents;
      const query = Object.fromEntries(url.searchParams);
      const { status, json } = await send(handler, route, { query, path: agentId ? { agentId } : {} });
      expect(status, path).toBe(200);
      return json as T;
    },
  };
}

const truthOf = ({ window }: Scan) =>
  simulator.truth(Date.parse(window.from ?? ''), Date.parse(window.to ?? ''));

test('a scan of everything finds what is true, to the last agent, message and event, with the calls it takes', async () => {
  const world = await aTenant();

  const scan = await world.scan();

  const truth = truthOf(scan);
  const found = await readResult(clientOf(world));
  const expected = expectedResult(truth, { sessions: true });
  expect(scan).toMatchObject({ status: 'completed', completeness: { gaps: [], reconciled: true } });
  expect(found.agents).toEqual(expected.agents);
  expect(found.events).toEqual(expected.events);
  expect(scan.counts.listed).toBe(truth.items.filter((item) => isInspected(item, { sessions: true })).length);
  expect(scan.completeness?.contents?.map(({ status }) => status)).toEqual(Array(10).fill('covered'));

  // A call for each page of a list, for each day, and for each item that its user has not deleted.
  const { organizations } = truth;
  const days = daysBetween(Date.parse(truth.window.from), Date.parse(truth.window.to)).length;
  const lists = 1 + organizations.length + Math.ceil(scan.counts.chats / 1_000) + 3;
  const deleted = scan.settled.skippedReasons.deleted_by_user ?? 0;
  expect(scan.counts.requests).toBeLessThanOrEqual(1.05 * (days + lists + scan.counts.listed - deleted));

  world.clock.advance(60_000);
  const again = await world.scan();
  expect(again).toMatchObject({ status: 'completed', counts: { listed: 0 } });
  expect(await readResult(clientOf(world))).toEqual(found);
}, 300_000);
