import { readFileSync, statSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { extname, join } from 'node:path';
import type { PortalConfig } from '../../portal/config.ts';
import { cacheControl, HASHED_FILES, isFile, securityHeaders } from '../../portal/security-headers.ts';

export interface PortalOptions {
  /** Of the built portal, see `buildPortal`. */
  folder: string;
  /** Where the HTTP API is; the portal's pages find it below `/v1` of their own origin. */
  apiOrigin: string;
  issuer: string;
  clientId: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * The portal as CloudFront serves it: its files with the same headers, its configuration, and the API on the same
 * origin. The handler answers everything, so it comes last.
 */
export function portalHandler(
  options: PortalOptions,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const headers = securityHeaders([new URL(options.issuer).origin]);
  const config: PortalConfig = {
    issuer: options.issuer,
    clientId: options.clientId,
    scope: 'openid email profile offline_access',
    apiToken: 'access_token',
    tenantClaim: 'tenant_id',
    rolesClaim: 'roles',
  };
  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/v1/')) forward(options.apiOrigin, request, response);
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, headers).end();
    else if (path === '/config.json') {
      const type = { 'content-type': 'application/json', 'cache-control': cacheControl(path) };
      response.writeHead(200, { ...headers, ...type }).end(JSON.stringify(config));
    } else sendFile(options.folder, isFile(path) ? path : '/index.html', headers, response);
    return true;
  };
}

function sendFile(
  folder: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  response: ServerResponse,
): void {
  const file = join(folder, path);
  const isInside =
    !path.includes('..') &&
    !path.includes('%') &&
    (path.startsWith(HASHED_FILES) || !path.slice(1).includes('/'));
  if (!isInside || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404, { ...headers, 'content-type': 'text/plain' }).end('Not found\n');
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { ...headers, 'content-type': type, 'cache-control': cacheControl(path) });
  response.end(readFileSync(file));
}

/** Passes a request on to the API, and its answer back. */
function forward(apiOrigin: string, request: IncomingMessage, response: ServerResponse): void {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const passedOn = sendRequest(
    `${apiOrigin}${request.url}`,
    { method: request.method, headers },
    (answer) => {
      const { connection: _own, 'keep-alive': _alive, ...rest } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(response);
    },
  );
  passedOn.on('error', () => {
    if (response.headersSent) return void response.destroy();
    response.writeHead(502, { 'content-type': 'application/json' }).end('{"message":"Bad Gateway"}');
  });
  request.pipe(passedOn);
}
