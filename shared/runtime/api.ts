import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import * as z from 'zod/mini';
import { jsonBody } from '../api/json-body.ts';
import { parseInput } from '../api/parse.ts';
import type { Route } from '../api/routes.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdempotencyStore } from '../ports/idempotency-store.ts';
import type { Log } from '../ports/telemetry.ts';
import { forTenant } from '../tenancy.ts';
import { type ApiAnswer, problemResult, resultOf } from './answer.ts';
import { type Caller, type ClaimNames, callerFrom, requireRole } from './caller.ts';
import { answerOnce } from './idempotency.ts';
import { errorFacts } from './log.ts';

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
export type ApiResult = APIGatewayProxyStructuredResultV2;
export type ApiHandler = (event: ApiEvent, context: Context) => Promise<ApiResult>;

/** What every API function needs beside its own ports. */
export interface ApiDeps {
  readonly claims: ClaimNames;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** For functions with a POST route. */
  readonly idempotency?: IdempotencyStore;
}

type Parsed<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined;

/** A request that has passed: its caller has the role, its parts are as the route says. */
export interface ApiRequest<R extends Route> {
  readonly caller: Caller;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  /** The path parameter of this name, empty where the route has none. */
  pathParameter(name: string): string;
  /** By lower-case name. */
  header(name: string): string | undefined;
  /** Aborted shortly before the function's time is over. */
  readonly signal: AbortSignal;
}

export interface Endpoint {
  readonly route: Route;
  answer(event: ApiEvent, caller: Caller, signal: AbortSignal): Promise<ApiAnswer>;
}

/** A route with what answers it. */
export function endpoint<R extends Route>(
  route: R,
  answer: (request: ApiRequest<R>) => Promise<ApiAnswer>,
): Endpoint {
  return {
    route,
    answer: (event, caller, signal) =>
      answer({
        caller,
        query: parseInput(route.query ?? nothing, event.queryStringParameters ?? {}, 'query'),
        body: route.body && parseInput(route.body, bodyOf(event, route), 'body'),
        pathParameter: (name) => event.pathParameters?.[name] ?? '',
        header: (name) => event.headers[name],
        signal,
      } as ApiRequest<R>),
  };
}

const bodyOf = (event: ApiEvent, route: Route): unknown =>
  jsonBody(event.body, event.isBase64Encoded, route.maxBodyBytes);

const nothing = z.strictObject({});

/** Answers before API Gateway gives up, with words of our own. */
const timeoutEarlyInMillis = 1_000;

/** A Lambda handler for these endpoints: token → role → request → answer; every error becomes a problem document. */
export function apiHandler(deps: ApiDeps, endpoints: readonly Endpoint[]): ApiHandler {
  const byKey = new Map(endpoints.map((each) => [`${each.route.method} ${each.route.path}`, each]));
  const ids = new WeakMap<ApiEvent, ApiAnswer['ids']>();

  return middy<ApiEvent, ApiResult>({ timeoutEarlyInMillis, timeoutEarlyResponse: tooLate })
    .use(requestLog(deps, ids))
    .onError((request) => {
      request.response = problemResult(request.error, requestIdOf(request.event));
    })
    .handler(async (event: ApiEvent, _context: Context, { signal }: { signal: AbortSignal }) => {
      const found = byKey.get(event.routeKey);
      if (!found) throw new AppError('not-found', 'NOT_FOUND', 'There is no such route.');
      const caller = callerFrom(event.requestContext.authorizer?.jwt?.claims, deps.claims);
      requireRole(caller, found.route.role);
      const answer = await forTenant(caller.tenant, () => answerAs(deps, found, event, caller, signal));
      ids.set(event, answer.ids);
      return resultOf(answer, requestIdOf(event));
    }) as ApiHandler;
}

async function answerAs(
  { idempotency, log, clock }: ApiDeps,
  found: Endpoint,
  event: ApiEvent,
  caller: Caller,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const key = event.headers['idempotency-key'];
  const work = () => found.answer(event, caller, signal);
  const { method, safe } = found.route;
  if (!idempotency || key === undefined || method !== 'POST' || safe) return work();
  const body = JSON.stringify(bodyOf(event, found.route));
  return answerOnce(
    { store: idempotency, log },
    { tenant: caller.tenant, key, identity: [event.routeKey, body], now: clock.now() },
    async () => {
      const answer = await work();
      return { status: answer.status, body: answer.body };
    },
  );
}

/** One line for each request, with its outcome; for our own bugs where they are. */
function requestLog(
  { log, clock }: ApiDeps,
  ids: WeakMap<ApiEvent, ApiAnswer['ids']>,
): middy.MiddlewareObj<ApiEvent, ApiResult> {
  const begun = new WeakMap<object, number>();
  const facts = (event: ApiEvent) => ({
    requestId: requestIdOf(event),
    route: event.routeKey,
    ms: clock.now() - (begun.get(event) ?? clock.now()),
  });
  return {
    before: ({ event }) => void begun.set(event, clock.now()),
    after: ({ event, response }) =>
      log.info('REQUEST_ANSWERED', { ...facts(event), status: response?.statusCode, ...ids.get(event) }),
    onError: ({ event, error, response }) => {
      const write = error instanceof AppError ? log.warn : log.error;
      write('REQUEST_REFUSED', { ...facts(event), status: response?.statusCode, ...errorFacts(error) });
    },
  };
}

const requestIdOf = (event: ApiEvent): string => event.requestContext.requestId;

function tooLate(): never {
  throw new AppError('upstream-busy', 'UNAVAILABLE', 'The answer took too long; try again.');
}
