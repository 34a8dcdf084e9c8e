import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Faults } from './faults.ts';
import { handle, type Service } from './handle.ts';
import { Problem } from './problem.ts';
import type { RequestLog } from './request-log.ts';
import { respond } from './respond.ts';
import { matchRoute } from './routes/all.ts';

/** The address under which the provider records calls; the simulator's own would only confuse. */
const PUBLIC_ADDRESS = 'https://api.anthropic.com';
const CURSORS = ['after_id', 'before_id', 'page'];

export interface ServerParts extends Service {
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly nextRequestId: () => string;
  /** Takes requests that aren't the provider's; false when it doesn't want one. */
  control(request: IncomingMessage, response: ServerResponse, url: URL): boolean;
}

export function createSimulatorServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    if (parts.control(request, response, url)) return;
    void serve(parts, request, response, url).catch((error: unknown) => {
      response.destroy();
      throw error;
    });
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const began = performance.now();
  const now = parts.now();
  const requestId = parts.nextRequestId();
  const hasCursor = CURSORS.some((name) => url.searchParams.has(name));
  const strike = parts.faults.strike(url.pathname, hasCursor);
  const matched = matchRoute(url.pathname);
  const entry = {
    requestId,
    at: new Date(now).toISOString(),
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search,
    endpoint: matched?.route.endpoint ?? null,
  };
  const ms = () => Math.round(performance.now() - began);
  if (strike.reset) {
    request.socket.destroy();
    parts.requests.add({ ...entry, key: null, status: 0, ms: ms() });
    return;
  }
  const { key, headers, result } = handle(parts, { request, search: url.searchParams, matched, strike, now });
  if (key) {
    const status = result instanceof Problem ? result.status : 200;
    // Every call to the API stands in the feed, calls to the feed itself included.
    parts.tenantOf(key).feed.record({
      time: Math.floor(now / 1000),
      requestId,
      url: `${PUBLIC_ADDRESS}${url.pathname}${url.search}`,
      status,
      key: key.index,
      ip: '192.0.2.20',
      userAgent: request.headers['user-agent'] ?? '',
    });
  }
  // Clients take the provider's time from here, so it has to be the simulator's clock.
  response.sendDate = false;
  response.setHeader('date', new Date(now).toUTCString());
  response.setHeader('request-id', requestId);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const status = await respond(response, result, strike);
  parts.requests.add({ ...entry, key: key?.name ?? null, status, ms: ms() });
}
