import type { IncomingMessage } from 'node:http';
import { authenticate, authorize } from './authenticate.ts';
import type { Behaviour } from './behaviour.ts';
import type { Strike } from './faults.ts';
import type { Key, Keys } from './keys.ts';
import { bareNotFound, invalidRequest, Problem } from './problem.ts';
import { parseQuery } from './query.ts';
import { rateLimitExceeded } from './rate-limit.ts';
import type { Answer, MatchedRoute } from './route.ts';
import { settings, settingsWithoutKey } from './routes/settings.ts';
import type { Tenant } from './tenant.ts';

/** What a request is answered from. */
export interface Service {
  readonly keys: Keys;
  readonly behaviour: Behaviour;
  tenantOf(key: Key): Tenant;
}

export interface Incoming {
  readonly request: IncomingMessage;
  readonly search: URLSearchParams;
  readonly matched: MatchedRoute | undefined;
  readonly strike: Strike;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What becomes of a request; `key` is known as soon as it authenticates. */
export interface Outcome {
  readonly key: Key | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly result: Answer | Problem;
}

/**
 * Every check in the order in which the provider makes them (Compliance API, What each credential problem answers):
 * route, key, budget, switch, scope, parameters, and then the work. A key that fails costs nothing.
 */
export function handle(service: Service, incoming: Incoming): Outcome {
  let key: Key | undefined;
  let headers: Readonly<Record<string, string>> = {};
  try {
    const matched = matchedRoute(incoming);
    key = keyOf(service, incoming, matched);
    const tenant = service.tenantOf(key);
    headers = tenant.budget.spend(incoming.now);
    refuse(tenant, matched, headers, incoming);
    return { key, headers, result: answer(service, incoming, matched, key, tenant) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const bare = incoming.strike['rate-limit']?.bare === true && error.status === 429;
    return { key, headers: bare ? {} : { ...headers, ...error.headers }, result: error };
  }
}

function matchedRoute({ request, matched }: Incoming): MatchedRoute {
  if (!matched || request.method !== 'GET') throw bareNotFound();
  return matched;
}

function keyOf({ keys }: Service, { request, strike, now }: Incoming, { route }: MatchedRoute): Key {
  const find = () =>
    authenticate(request.headers, keys, now / 1000, route === settings ? settingsWithoutKey : undefined);
  if (!strike.revoke) return find();
  find().active = false;
  return find();
}

/** Refusals that come after the budget was spent. */
function refuse(
  tenant: Tenant,
  { route }: MatchedRoute,
  headers: Outcome['headers'],
  { strike, now }: Incoming,
): void {
  const fault = strike['rate-limit'];
  if (fault) {
    const limit = Number(headers['anthropic-ratelimit-requests-limit']);
    const retryAfter = {
      'retry-after': String(fault.retryAfterSeconds ?? 1),
      'anthropic-ratelimit-requests-remaining': '0',
    };
    throw rateLimitExceeded(limit, fault.bare ? {} : retryAfter);
  }
  if (route.remoteBudget) spendRemote(tenant, headers, now);
}

/** Its 429 tells a minimum, not the reset, and its headers describe the shared budget. */
function spendRemote(tenant: Tenant, headers: Outcome['headers'], now: number): void {
  try {
    tenant.remoteBudget.spend(now);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw rateLimitExceeded(Number(headers['anthropic-ratelimit-requests-limit']), { 'retry-after': '1' });
  }
}

function answer(
  service: Service,
  incoming: Incoming,
  { route, path }: MatchedRoute,
  key: Key,
  tenant: Tenant,
): Answer {
  const { behaviour, keys } = service;
  const { strike, search, now } = incoming;
  if (strike.answer)
    throw new Problem(strike.answer.status, strike.answer.type, strike.answer.message, strike.answer.headers);
  const lost = strike['lose-scope']?.scope;
  if (lost !== undefined) key.scopes = key.scopes.filter((scope) => scope !== lost);
  const checkEnabled = () => {
    if (!tenant.enabled || strike['switch-off'])
      throw invalidRequest('Compliance API is not enabled for this organization');
  };
  if (behaviour.disabledBeforeScope) checkEnabled();
  authorize(key, route.scope);
  checkEnabled();
  checkVersion(incoming, behaviour);
  const query = parseQuery(search, route.parameters);
  if (strike['invalid-cursor']) throw forgottenCursor(search);
  const { world, feed } = tenant;
  const seconds = Math.floor(now / 1000);
  return route.answer({
    world,
    feed,
    key,
    behaviour,
    query,
    endpoint: route.endpoint,
    path,
    now: seconds,
    unindexedSince: strike['index-late']?.since ?? Number.POSITIVE_INFINITY,
    keys: keys.all(),
  });
}

/** The provider's answer to a missing version is not published; older clients never sent one. */
function checkVersion({ request }: Incoming, { versionHeaderRequired }: Behaviour): void {
  if (versionHeaderRequired && request.headers['anthropic-version'] === undefined) {
    throw invalidRequest('anthropic-version: header is required');
  }
}

function forgottenCursor(search: URLSearchParams): Problem {
  if (search.has('page')) return invalidRequest('The page parameter is not a valid cursor for this request.');
  return invalidRequest(
    `Invalid pagination cursor for '${search.has('after_id') ? 'after_id' : 'before_id'}'`,
  );
}
