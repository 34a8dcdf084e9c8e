import type { FaultPlan } from '../faults.ts';
import type { History, ProviderCall } from '../history.ts';
import type { Process } from '../process.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import { type Answer, bodyOf, connectionReset, errorAnswer } from './answer.ts';
import { createRoutes } from './routes.ts';
import type { TenantWorld } from './world.ts';

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
  const route = createRoutes(timeline, faults);
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
    return route(customer.world, path, call.query);
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
