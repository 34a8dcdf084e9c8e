import type { Context } from 'aws-lambda';
import type { Route } from '../../shared/api/routes.ts';
import type { ApiEvent, ApiHandler } from '../../shared/runtime/api.ts';
import type { MemoryWorld } from '../support/memory/world.ts';

/** What a test sends to a route; the rest is as API Gateway fills it in. */
export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly rawBody?: string;
  readonly isBase64Encoded?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null: no claims at all. */
  readonly claims?: Readonly<Record<string, unknown>> | null;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Empty where the answer is no JSON. */
  readonly json: Json;
}

/** An answer of any shape, to look into. */
export interface Json {
  readonly [member: string]: Json | undefined;
}

export const ADMIN = {
  sub: 'sub-admin',
  email: 'admin@example.com',
  tenant_id: 'acme',
  roles: '[viewer content-viewer admin]',
};
export const VIEWER = { sub: 'sub-viewer', email: 'viewer@example.com', tenant_id: 'acme', roles: 'viewer' };
export const STRANGER = {
  sub: 'sub-other',
  email: 'admin@other.example',
  tenant_id: 'other',
  roles: ['admin', 'content-viewer'],
};

/** The ports of a world as an API function gets them. */
export const apiDepsOf = (world: MemoryWorld) => ({
  ...world,
  claims: { tenant: 'tenant_id', roles: 'roles' },
});

/** An event of API Gateway's HTTP API, payload format 2.0, for a route behind a JWT authorizer. */
export function apiEvent(route: Route, sent: Sent = {}): ApiEvent {
  const rawPath = route.path.replace(/\{(\w+)\}/g, (_, name: string) => sent.path?.[name] ?? `any-${name}`);
  const claims = sent.claims === undefined ? ADMIN : sent.claims;
  const body = sent.rawBody ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath,
    rawQueryString: new URLSearchParams(sent.query).toString(),
    headers: { 'content-type': 'application/json', host: 'api.example.com', ...sent.headers },
    ...(sent.query && { queryStringParameters: { ...sent.query } }),
    ...(sent.path && { pathParameters: { ...sent.path } }),
    ...(body !== undefined && { body }),
    isBase64Encoded: sent.isBase64Encoded ?? false,
    requestContext: {
      accountId: '111122223333',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: {
        method: route.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'test',
      },
      requestId: 'request-1',
      routeKey: `${route.method} ${route.path}`,
      stage: '$default',
      time: '01/Oct/2026:12:00:00 +0000',
      timeEpoch: 1_790_856_000_000,
      ...(claims && { authorizer: { jwt: { claims, scopes: [] } } }),
    },
  } as unknown as ApiEvent;
}

export const contextOf = (remainingMs = 29_000): Context =>
  ({ awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => remainingMs }) as unknown as Context;

/** Sends a request and reads the answer. */
export async function send(handler: ApiHandler, route: Route, sent: Sent = {}): Promise<Received> {
  const { statusCode, headers = {}, body = '' } = await handler(apiEvent(route, sent), contextOf());
  const isJson = /^application\/(problem\+)?json;/.test(String(headers['content-type']));
  return { status: statusCode ?? 0, headers, text: body, json: isJson ? JSON.parse(body) : {} };
}
