import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ListeningServer, listen } from '../../aws/http-server.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import { type ApiAnswer, functionAnswer, gatewayAnswer } from './answer.ts';
import type { Authorizer } from './authorizer.ts';
import { type Cors, isPreflight } from './cors.ts';
import { type ApiRequest, apiEvent, type JwtContext } from './event.ts';
import { compileRoute } from './routes.ts';

export interface RouteDefinition {
  /** `GET /agents/{id}` or `$default` */
  key: string;
  lambda: LambdaFunction;
  /** None: everybody may call the route. */
  authorizer?: Authorizer;
  scopes: string[];
  /** How long the gateway waits for the function. */
  timeoutMs: number;
}

export interface ApiDefinition {
  id: string;
  routes: RouteDefinition[];
  cors?: Cors;
}

export interface HttpApiServer extends ListeningServer {
  /** Until then every request is answered 503. */
  define(api: ApiDefinition): void;
}

/** API Gateway, quotas of HTTP APIs. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** The body; undefined if it is too large. */
async function limitedBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk as Buffer);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

async function withTimeout(work: Promise<unknown>, timeoutMs: number): Promise<ApiAnswer> {
  const late = Promise.withResolvers<ApiAnswer>();
  const timer = setTimeout(() => late.resolve(gatewayAnswer(503, 'Service Unavailable')), timeoutMs);
  try {
    return await Promise.race([work.then(functionAnswer), late.promise]);
  } catch {
    // The function's log has the reason.
    return gatewayAnswer(500, 'Internal Server Error');
  } finally {
    clearTimeout(timer);
  }
}

async function authorize(
  route: RouteDefinition,
  request: ApiRequest,
): Promise<{ jwt?: JwtContext; refusal?: ApiAnswer }> {
  if (!route.authorizer) return {};
  const result = await route.authorizer(request, route.scopes);
  if ('allowed' in result) return { jwt: result.allowed };
  if (result.status === 403) return { refusal: gatewayAnswer(403, 'Forbidden') };
  const reason = result.reason.replaceAll('"', "'");
  const challenge = `Bearer scope="" error="invalid_token" error_description="${reason}"`;
  return { refusal: gatewayAnswer(401, 'Unauthorized', { 'www-authenticate': challenge }) };
}

/** The most specific route of an API that takes a request. */
function router(api: ApiDefinition) {
  const routes = api.routes
    .map((route) => ({ route, compiled: compileRoute(route.key) }))
    .sort((a, b) => (a.compiled.rank < b.compiled.rank ? -1 : 1));
  return ({ method, url }: ApiRequest) => {
    for (const { route, compiled } of routes) {
      const parameters = compiled.matches(method, url.pathname);
      if (parameters) return { route, parameters };
    }
    return undefined;
  };
}

function handlerOf(api: ApiDefinition): (request: ApiRequest) => Promise<ApiAnswer> {
  const find = router(api);
  return async (request) => {
    if (api.cors && isPreflight(request.method, request.headers)) return api.cors.preflight(request.headers);
    const match = find(request);
    // A path that exists with other methods is not found either: HTTP APIs know no 405.
    if (!match) return gatewayAnswer(404, 'Not Found');
    const { route, parameters } = match;
    const { jwt, refusal } = await authorize(route, request);
    if (refusal) return refusal;
    const event = apiEvent(request, { apiId: api.id, key: route.key, parameters }, jwt);
    return withTimeout(route.lambda.invoke(event), route.timeoutMs);
  };
}

/** An HTTP API with payload format 2.0; stages other than `$default`, throttling and access logs are left out. */
export async function startHttpApi(port?: number): Promise<HttpApiServer> {
  let api: ApiDefinition | undefined;
  let handle = async (_request: ApiRequest): Promise<ApiAnswer> => gatewayAnswer(503, 'Service Unavailable');

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await limitedBody(request);
    const url = new URL(request.url ?? '/', 'http://local');
    const parsed = { method: request.method ?? 'GET', url, headers: request.headers };
    const result = body ? await handle({ ...parsed, body }) : gatewayAnswer(413, 'Request Entity Too Large');
    const cors = api?.cors?.headersFor(request.headers.origin);
    const headers = { ...result.headers, ...cors, 'apigw-requestid': randomUUID() };
    response.writeHead(result.status, headers).end(request.method === 'HEAD' ? undefined : result.body);
  };
  const server = await listen((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }, port);
  return {
    ...server,
    define(definition) {
      api = definition;
      handle = handlerOf(definition);
    },
  };
}
