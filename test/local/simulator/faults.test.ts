import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_SESSION_ERRORS, localSessionError, serverError } from '../../../local/simulator/faults.ts';
import { type Caller, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeEach(async () => {
  caller = await startCaller();
});
afterEach(() => caller.simulator.stop());

const statuses = async (count: number, path = 'organizations') => {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await caller.get(path)).status);
  return seen;
};

const filePath = () =>
  `apps/chats/files/${caller.simulator.world.ids.tagged('file', caller.simulator.world.oversizeFile)}/content`;

describe('a fault', () => {
  it('strikes from a call on, as often as it says, where it says', async () => {
    caller.simulator.faults.add(serverError(503, { path: '/organizations', after: 1, times: 2 }));
    expect(await statuses(4)).toEqual([200, 503, 503, 200]);
    caller.simulator.faults.add(serverError(500, { times: 'always' }));
    expect(await statuses(2, 'groups')).toEqual([500, 500]);
    caller.simulator.faults.clear();
    expect(await statuses(1, 'groups')).toEqual([200]);
  });

  it('may forbid trying again', async () => {
    caller.simulator.faults.add(serverError(500, { retry: false }));
    const answered = await caller.get('organizations');
    expect(problemOf(answered)).toEqual([500, 'api_error', 'Internal server error']);
    expect(answered.headers.get('x-should-retry')).toBe('false');
    expect(answered.headers.get('request-id')).toMatch(/^req_/);
  });

  it('may be a burst of 429, with its headers or stripped of them', async () => {
    caller.simulator.faults.add({ kind: 'rate-limit', retryAfterSeconds: 7 });
    const limited = await caller.get('organizations');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    caller.simulator.faults.add({ kind: 'rate-limit', bare: true });
    const bare = await caller.get('organizations');
    expect([
      bare.status,
      bare.headers.get('retry-after'),
      bare.headers.get('anthropic-ratelimit-requests-reset'),
    ]).toEqual([429, null, null]);
  });

  it('may reset the connection before the answer', async () => {
    caller.simulator.faults.add({ kind: 'reset' });
    await expect(caller.get('organizations')).rejects.toThrow();
    expect(await statuses(1)).toEqual([200]);
    expect(caller.simulator.requests().map(({ status }) => status)).toEqual([0, 200]);
  });

  it('may reset the connection within the body', async () => {
    caller.simulator.faults.add({ kind: 'cut', afterBytes: 100_000, end: 'reset', path: '/content' });
    await expect(caller.bytes(filePath())).rejects.toThrow();
    expect((await caller.bytes(filePath())).bytes.length).toBe(300_000);
  });

  it('may end the body early as if it were complete, so that only the hash tells', async () => {
    caller.simulator.faults.add({ kind: 'cut', afterBytes: 100_000, end: 'complete', path: '/content' });
    const { headers, bytes } = await caller.bytes(filePath());
    expect(bytes.length).toBe(100_000);
    expect(createHash('md5').update(bytes).digest('base64')).not.toBe(headers.get('content-md5'));
  });

  it('may deliver the body slowly, and whole', async () => {
    caller.simulator.faults.add({ kind: 'slow', pieceBytes: 60_000, pauseMs: 1, path: '/content' });
    const { headers, bytes } = await caller.bytes(filePath());
    expect(createHash('md5').update(bytes).digest('base64')).toBe(headers.get('content-md5'));
  });

  it('may send a wrong hash', async () => {
    caller.simulator.faults.add({ kind: 'wrong-md5' });
    const { headers, bytes } = await caller.bytes(filePath());
    expect(createHash('md5').update(bytes).digest('base64')).not.toBe(headers.get('content-md5'));
  });

  it('may forget cursors, and only those', async () => {
    caller.simulator.faults.add({ kind: 'invalid-cursor' });
    const { last_id } = await caller.read('apps/chats?limit=2');
    expect(problemOf(await caller.get(`apps/chats?limit=2&after_id=${last_id}`))[2]).toBe(
      "Invalid pagination cursor for 'after_id'",
    );
    expect((await caller.get(`apps/chats?limit=2&after_id=${last_id}`)).status).toBe(200);
  });

  it('may deactivate the key from a call on, for good', async () => {
    caller.simulator.faults.add({ kind: 'revoke', after: 2 });
    expect(await statuses(4)).toEqual([200, 200, 401, 401]);
  });

  it('may take a scope from the key, for good', async () => {
    caller.simulator.faults.add({ kind: 'lose-scope', scope: 'read:compliance_org_data', after: 1 });
    expect(await statuses(3)).toEqual([200, 403, 403]);
    expect((await caller.get('apps/chats?limit=1')).status).toBe(200);
  });

  it('may switch the API off in the middle of a run', async () => {
    caller.simulator.faults.add({ kind: 'switch-off', after: 1, times: 1 });
    expect(await statuses(3)).toEqual([200, 400, 200]);
  });

  it.each(Object.keys(LOCAL_SESSION_ERRORS) as (keyof typeof LOCAL_SESSION_ERRORS)[])(
    'may be the %s error of local sessions, by its text',
    async (which) => {
      caller.simulator.faults.add(localSessionError(which));
      const [status, , message] = problemOf(await caller.get('apps/sessions/local'));
      expect([status, message]).toEqual([which === 'unavailable' ? 404 : 503, LOCAL_SESSION_ERRORS[which]]);
      expect((await caller.get('apps/sessions/local')).status).toBe(200);
    },
  );
});
