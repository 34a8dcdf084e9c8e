import { describe, expect, it } from 'vitest';
import { type Answered, problemOf, startCaller } from './caller.ts';

const budgetOf = ({ headers }: Answered<unknown>) =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`anthropic-ratelimit-requests-${name}`));

describe('the budget of a parent organization', () => {
  it('is shared by its keys, counted down, and full again after a minute', async () => {
    const caller = await startCaller({ rateLimit: 3 });
    const { keys } = caller.simulator;
    const reset = new Date(caller.clock.now + 60_000).toISOString().replace('.000Z', 'Z');
    expect(budgetOf(await caller.get('organizations'))).toEqual(['3', '2', reset]);
    expect(budgetOf(await caller.get('organizations', keys.audit))).toEqual(['3', '1', reset]);
    expect(budgetOf(await caller.get('organizations'))).toEqual(['3', '0', reset]);

    caller.clock.now += 20_000;
    const refused = await caller.get('organizations');
    expect(problemOf(refused)).toEqual([
      429,
      'rate_limit_error',
      'Compliance API rate limit of 3 requests per minute per parent organization has been exceeded. Retry after the time indicated by the retry-after header. Quote the request-id response header when contacting Anthropic support.',
    ]);
    expect(refused.headers.get('retry-after')).toBe('41');
    expect(budgetOf(refused)).toEqual(['3', '0', reset]);
    expect((await caller.get('organizations', keys.otherTenant)).status).toBe(200);

    caller.clock.now += 40_000;
    expect(budgetOf(await caller.get('organizations'))[1]).toBe('2');
    await caller.simulator.stop();
  });

  it('is spent by refused scopes and parameters, not by failed authentication', async () => {
    const caller = await startCaller({ rateLimit: 100 });
    await caller.get('organizations', caller.simulator.keys.unknown);
    await caller.get('organizations', null);
    await caller.get('apps/chats', caller.simulator.keys.withoutUserData);
    await caller.get('organizations?limit=0');
    await caller.get('apps/chats/nothing/messages');
    expect(budgetOf(await caller.get('organizations'))[1]).toBe('96');
    await caller.simulator.stop();
  });

  it('still shows in headers when nothing is limited', async () => {
    const caller = await startCaller();
    for (let i = 0; i < 700; i++) await caller.get('groups?limit=1');
    const answered = await caller.get('organizations');
    expect(answered.status).toBe(200);
    expect(Number(budgetOf(answered)[1])).toBeGreaterThan(900_000);
    await caller.simulator.stop();
  });
});

it('has a second budget for remote sessions, whose answer tells a minimum and the shared numbers', async () => {
  const caller = await startCaller({ rateLimit: 600, behaviour: { remoteSessionBudget: 2 } });
  await caller.get('apps/sessions/remote');
  await caller.get('apps/sessions/remote');
  const refused = await caller.get('apps/sessions/remote');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(budgetOf(refused).slice(0, 2)).toEqual(['600', '597']);
  expect((await caller.get('apps/sessions/local')).status).toBe(200);
  await caller.simulator.stop();
});

it('dates every answer by its own clock', async () => {
  const caller = await startCaller();
  caller.clock.now -= 3_600_000;
  const { headers } = await caller.get('organizations');
  expect(headers.get('date')).toBe(new Date(caller.clock.now).toUTCString());
  await caller.simulator.stop();
});
