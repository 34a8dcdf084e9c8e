import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readBody } from './aws/http-server.ts';
import type { TokenClaims } from './runtime/issuer.ts';

/** What the local runtime adds to the deployed system: its state, what topics got, and tokens for whoever runs it. */
export interface Front {
  /** Undefined until everything is ready. */
  system():
    | {
        readonly status: Readonly<Record<string, unknown>>;
        sign(claims: TokenClaims): Promise<string>;
        /** What functions have published to topics, oldest first. */
        published(): readonly unknown[];
      }
    | undefined;
  /** Answers everything else, such as the portal's pages. */
  fallback(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

/** `GET /local/status`, `GET /local/notices` and `POST /local/token`. Not part of the deployed system. */
export const frontHandler =
  (front: Front): RequestListener =>
  (request, response) => {
    answer(front, request, response).catch(() => send(response, 500, { error: 'The local runtime failed.' }));
  };

async function answer(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0];
  const system = front.system();
  if (request.method === 'GET' && path === '/local/status') {
    return send(response, 200, system ? { ready: true, ...system.status } : { ready: false });
  }
  if (!system)
    return send(response, 503, { error: 'Still starting. GET /local/status says when it is ready.' });
  if (request.method === 'GET' && path === '/local/notices') {
    return send(response, 200, { items: system.published() });
  }
  if (request.method === 'POST' && path === '/local/token') {
    const claims = claimsOf(await readBody(request));
    return typeof claims === 'string'
      ? send(response, 400, { error: claims })
      : send(response, 200, { token: await system.sign(claims) });
  }
  return front.fallback(request, response);
}

/** The claims asked for, or what is wrong with them. */
function claimsOf(body: Buffer): TokenClaims | string {
  let given: Partial<TokenClaims>;
  try {
    given = JSON.parse(body.toString('utf8')) as Partial<TokenClaims>;
  } catch {
    return 'The body is not JSON.';
  }
  const { tenant_id, roles = ['viewer'], sub, email } = given ?? {};
  if (typeof tenant_id !== 'string') return 'tenant_id is missing.';
  if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string'))
    return 'roles is a list of names.';
  return {
    tenant_id,
    roles,
    ...(typeof sub === 'string' ? { sub } : {}),
    ...(typeof email === 'string' ? { email } : {}),
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
