import { createHash } from 'node:crypto';
import type { FaultPlan } from '../faults.ts';
import type { History, ProviderCall } from '../history.ts';
import type { Process } from '../process.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import { type Answer, bodyOf, connectionReset, errorAnswer, jsonAnswer } from './answer.ts';
import type { FeedEntry, TenantWorld } from './world.ts';

/** The Compliance API of all simulated customers, as `fetch` sees it. */
export interface Provider {
  fetchOf(process: Process): typeof fetch;
  readonly customers: Map<string, Customer>;
}

export interface Customer {
  readonly tenant: string;
  readonly world: TenantWorld;
  readonly keys: Set<string>;
  /** Keys that are refused, with the time since when. */
  readonly revoked: Map<string, number>;
}

interface Call {
  readonly customer: Customer;
  readonly path: string;
  readonly query: URLSearchParams;
}

const MINUTE = 60_000;

export function createProvider(given: {
  timeline: Timeline;
  random: Random;
  faults: FaultPlan;
  history: History;
}): Provider {
  const { timeline, random, faults, history } = given;
  const customers = new Map<string, Customer>();
  const answered = new Map<Customer, number[]>();
  const blockedUntil = new Map<Customer, number>();
  let requests = 0;

  /** Status and headers of a refusal for the rate, undefined where the call may pass. */
  function limited(customer: Customer): Answer | undefined {
    const now = timeline.now();
    const recent = (answered.get(customer) ?? []).filter((at) => at > now - MINUTE);
    const blocked = blockedUntil.get(customer) ?? 0;
    const full = recent.length >= customer.world.rateLimit;
    const kind = faults.pick(['rate-limit', 'rate-limit-long', 'rate-limit-bare'], 'provider');
    if (!kind && !full && blocked <= now) {
      answered.set(customer, [...recent, now]);
      return undefined;
    }
    const wait =
      kind === 'rate-limit-long' ? random.int(70, 400) : kind === 'rate-limit' ? random.int(1, 40) : 5;
    const until = Math.max(blocked, now + wait * 1_000);
    if (kind !== 'rate-limit-bare') blockedUntil.set(customer, until);
    const seconds = Math.ceil((until - now) / 1_000);
    return errorAnswer(429, 'rate_limit_error', 'Too many requests', {
      ...(kind === 'rate-limit-bare' ? {} : { 'retry-after': String(seconds) }),
    });
  }

  function rateHeaders({ world, ...customer }: Customer): Record<string, string> {
    const now = timeline.now();
    const recent = (answered.get(customers.get(customer.tenant) as Customer) ?? []).filter(
      (at) => at > now - MINUTE,
    );
    return {
      date: new Date(now).toUTCString(),
      'anthropic-ratelimit-requests-limit': String(world.rateLimit),
      'anthropic-ratelimit-requests-remaining': String(Math.max(0, world.rateLimit - recent.length)),
      'anthropic-ratelimit-requests-reset': new Date((recent[0] ?? now) + MINUTE).toISOString(),
    };
  }

  function answerTo(call: Call, apiKey: string): Answer {
    const { customer, path } = call;
    if (customer.revoked.has(apiKey)) {
      return errorAnswer(401, 'authentication_error', 'API key has been deactivated');
    }
    const refusal = limited(customer);
    if (refusal) return refusal;
    if (faults.strikes('denied-once', path))
      return errorAnswer(401, 'authentication_error', 'invalid x-api-key');
    if (faults.strikes('unavailable', path))
      return errorAnswer(random.pick([500, 502, 503, 529]), 'api_error', 'Overloaded');
    if (faults.strikes('error-for-good', path)) {
      return errorAnswer(500, 'api_error', 'Internal server error', { 'x-should-retry': 'false' });
    }
    if (faults.strikes('html', path))
      return { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' };
    return route(call);
  }

  function route({ customer: { world }, path, query }: Call): Answer {
    if (path === '/organizations') return listAnswer(world.organizations.map((one) => ({ ...one })));
    const usersOf = /^\/organizations\/([^/]+)\/users$/.exec(path)?.[1];
    if (usersOf) {
      const users = world.users.filter(({ organization }) => organization === usersOf);
      return listAnswer(users.map(({ id, email, name }) => ({ id, email, full_name: name })));
    }
    if (path === '/activities') return page(activitiesIn(world, query), world, query);
    if (path === '/apps/chats') return page(chatsIn(world, query), world, query);
    if (path === '/apps/projects') return listAnswer([]);
    const chatId = /^\/apps\/chats\/([^/]+)\/messages$/.exec(path)?.[1];
    if (chatId) return messages(world, chatId, query);
    const fileId = /^\/apps\/chats\/files\/([^/]+)\/content$/.exec(path)?.[1];
    const file = fileId ? world.files.get(fileId) : undefined;
    if (!file || file.kind === 'gone') return errorAnswer(404, 'not_found_error', 'File not found');
    if (file.kind === 'refused') {
      return errorAnswer(500, 'api_error', 'Internal server error', { 'x-should-retry': 'false' });
    }
    return fileAnswer(file.content, file.name, file.kind);
  }

  const listAnswer = (data: unknown[]) => jsonAnswer({ data, has_more: false, next_page: null });

  function activitiesIn(world: TenantWorld, query: URLSearchParams) {
    const from = Date.parse(query.get('created_at.gte') ?? '1970-01-01T00:00:00Z');
    const to = Date.parse(query.get('created_at.lt') ?? '9999-01-01T00:00:00Z');
    return world.activities
      .filter(({ at, visibleAt }) => at >= from && at < to && visibleAt <= timeline.now())
      .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
      .map(feedRecord);
  }

  const chatsIn = (world: TenantWorld, query: URLSearchParams) =>
    world.chats
      .filter(
        ({ updatedAt }) => updatedAt >= Date.parse(query.get('updated_at.gte') ?? '1970-01-01T00:00:00Z'),
      )
      .sort((a, b) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1))
      .map(chatRecord);

  /** The record of the chat, with a page of its messages. */
  function messages(world: TenantWorld, chatId: string, query: URLSearchParams): Answer {
    const chat = world.chats.find(({ id }) => id === chatId);
    if (!chat) return errorAnswer(404, 'not_found_error', 'Chat not found');
    const all = chat.messages.map(({ id, role, at, text }) => ({
      id,
      role,
      created_at: new Date(at).toISOString(),
      content: [{ type: 'text', text }],
    }));
    const answer = page(all, world, query);
    if (answer.text === undefined || answer.status !== 200) return answer;
    const { data, ...rest } = JSON.parse(answer.text) as { data: unknown[] };
    return jsonAnswer({ ...chatRecord(chat), chat_messages: data, ...rest });
  }

  function page(
    all: readonly { readonly id: string }[],
    { pageSize }: TenantWorld,
    query: URLSearchParams,
  ): Answer {
    const after = query.get('after_id');
    if (after && faults.strikes('cursor-refused', 'page')) {
      return errorAnswer(400, 'invalid_request_error', 'after_id: invalid cursor');
    }
    const start = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
    const limit = Math.min(Number(query.get('limit') ?? 100), pageSize);
    const items = all.slice(start, start + limit);
    const repeated =
      start > 0 && faults.strikes('repeated-activity', 'page') ? [all[start - 1], ...items] : items;
    const endless = faults.strikes('endless-page', 'page');
    return jsonAnswer({
      data: endless ? [] : repeated,
      first_id: endless ? null : (items[0]?.id ?? null),
      last_id: endless ? null : (items.at(-1)?.id ?? null),
      has_more: endless || start + items.length < all.length,
    });
  }

  function fileAnswer(content: string, name: string, kind: string): Answer {
    const bytes = Buffer.from(content);
    const md5 = createHash('md5').update(bytes).digest('base64');
    const fault = faults.pick(['cut-body', 'wrong-bytes', 'body-stalls'], 'file');
    // Nothing tells wrong bytes from right ones where there is no hash.
    const damaged = (fault === 'wrong-bytes' && kind !== 'no-md5') || kind === 'never-whole';
    return {
      status: 200,
      headers: {
        'content-type': 'text/plain',
        'content-disposition': `attachment; filename*=utf-8''${encodeURIComponent(name)}`,
        ...(kind === 'no-md5' ? {} : { 'content-md5': md5 }),
      },
      bytes: damaged ? Buffer.concat([bytes, Buffer.from('?')]) : bytes,
      ...(fault === 'cut-body' && { breaksOff: true }),
      ...(fault === 'body-stalls' && { stalls: true }),
    };
  }

  function exchange(
    process: Process,
    url: URL,
    apiKey: string,
    signal: AbortSignal | null,
  ): Promise<Response> {
    const customer = [...customers.values()].find(({ keys }) => keys.has(apiKey));
    const path = url.pathname.replace('/v1/compliance', '');
    const note: ProviderCall = {
      sentAt: timeline.now(),
      answeredAt: null,
      tenant: customer?.tenant ?? '?',
      path,
      apiKey,
      status: null,
      retryAfterMs: null,
      by: process.invocation.id,
    };
    history.calls.push(note);
    return new Promise((resolve, reject) => {
      const abort = () => reject(new DOMException('Aborted', 'AbortError'));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      if (faults.strikes('silence', path)) return;
      const arrival = timeline.now() + random.int(5, 60);
      if (faults.strikes('reset', path)) {
        return void timeline.at(arrival, process, () => reject(connectionReset()));
      }
      timeline.at(arrival, null, () => {
        requests += 1;
        const answer = customer
          ? answerTo({ customer, path, query: url.searchParams }, apiKey)
          : errorAnswer(401, 'authentication_error', 'invalid x-api-key');
        const isOurs = answer.headers['content-type'] !== 'text/html';
        const headers: Record<string, string> = {
          ...(isOurs && { 'request-id': `req_${requests}` }),
          ...(isOurs && customer && answer.status !== 401 ? rateHeaders(customer) : {}),
          ...answer.headers,
        };
        timeline.at(timeline.now() + random.int(5, 200), process, () => {
          note.answeredAt = timeline.now();
          note.status = answer.status;
          note.retryAfterMs = 'retry-after' in headers ? Number(headers['retry-after']) * 1_000 : null;
          resolve({
            status: answer.status,
            headers: new Headers(headers),
            body: bodyOf(answer, signal),
          } as unknown as Response);
        });
      });
    });
  }

  return {
    customers,
    fetchOf: (process) =>
      ((target: string, init: RequestInit) =>
        exchange(
          process,
          new URL(target),
          (init.headers as Record<string, string>)['x-api-key'] ?? '',
          init.signal ?? null,
        )) as unknown as typeof fetch,
  };
}

const chatRecord = ({ id, model, createdAt, updatedAt, user }: TenantWorld['chats'][number]) => ({
  id,
  model,
  name: 'Chat',
  user,
  created_at: new Date(createdAt).toISOString(),
  updated_at: new Date(updatedAt).toISOString(),
});

const feedRecord = ({ id, type, at, actor, subject }: FeedEntry) => ({
  id,
  type,
  created_at: new Date(at).toISOString(),
  actor,
  organization_uuid: null,
  ...subject,
});
