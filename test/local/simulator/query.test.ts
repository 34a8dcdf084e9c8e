import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

describe('a query', () => {
  it.each([
    [
      'activities?created_at[gte]=2026-04-01',
      "Unknown query parameter: 'created_at[gte]'. Did you mean 'created_at.gte'?",
    ],
    [
      'activities?activity_types=a',
      "Unknown query parameter: 'activity_types'. Did you mean 'activity_types[]'?",
    ],
    ['activities?colour=red', "Unknown query parameter: 'colour'."],
    ['activities?limit=5001', 'limit: Input should be less than or equal to 5000'],
    ['activities?limit=0', 'limit: Input should be greater than or equal to 1'],
    ['apps/chats?limit=1001', 'limit: Input should be less than or equal to 1000'],
    ['apps/projects?limit=101', 'limit: Input should be less than or equal to 100'],
    ['apps/sessions/local?limit=501', 'limit: Input should be less than or equal to 500'],
    [
      'activities?created_at.gte=yesterday',
      'created_at.gte: Input should be a valid datetime or date, invalid character in year',
    ],
    ['activities?activity_types[]=made_up', 'activity_types[].0: Input is not one of the permitted values.'],
    ['activities?order=up', "order: Input should be 'asc' or 'desc'"],
    ['activities?after_id=activity_invalid123', "Invalid activity_id format: 'activity_invalid123'"],
    ['apps/chats?after_id=nonsense', "Invalid pagination cursor for 'after_id'"],
    ['apps/sessions/local?page=nonsense', 'The page parameter is not a valid cursor for this request.'],
    [
      'apps/sessions/local?created_at.gte=2026-04-01T00:00:00',
      'created_at.gte: Input should have timezone info',
    ],
    [
      'apps/sessions/local?created_at.gte=2026-04-01T00:00:00Z&created_at.lt=2026-04-01T00:00:00Z',
      'created_at.lt must be strictly after created_at.gte.',
    ],
  ])('%s is refused in the words of the provider', async (path, message) => {
    expect(problemOf(await caller.get(path))).toEqual([400, 'invalid_request_error', message]);
  });

  it('may name at most ten users for chats', async () => {
    const users = (count: number) =>
      Array.from({ length: count }, (_, i) => `user_ids[]=user_${i}`).join('&');
    expect((await caller.get(`apps/chats?${users(10)}`)).status).toBe(200);
    expect(problemOf(await caller.get(`apps/chats?${users(11)}`))[2]).toBe(
      'user_ids[]: List should have at most 10 items after validation, not 11',
    );
  });

  it('may percent-encode its brackets and leave out the offset of a time', async () => {
    const path =
      'activities?activity_types%5B%5D=claude_chat_created&created_at.gte=2026-09-01T00:00:00&limit=3';
    const { data } = await caller.read(path);
    expect(data.map(({ type }: { type: string }) => type)).toEqual(Array(3).fill('claude_chat_created'));
  });

  it('may not name a type that is newer than the list, although the feed holds it', async () => {
    const { data } = await caller.read('activities?limit=5000');
    expect(data.some(({ type }: { type: string }) => type === 'loom_run_started')).toBe(true);
    expect((await caller.get('activities?exclude_activity_types[]=loom_run_started')).status).toBe(400);
  });

  it('may ask for the version header only where that is switched on', async () => {
    const strict = await startCaller({ behaviour: { versionHeaderRequired: true } });
    expect((await strict.get('organizations')).status).toBe(400);
    await strict.simulator.stop();
  });
});
