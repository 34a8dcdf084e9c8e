import type { LocalRuntime } from './runtime/start.ts';

/** Calls the HTTP API as a signed-in person would. */
export interface PortalClient {
  /** The answer's body. @throws ApiProblem */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** A body that is not JSON, such as an export. @throws ApiProblem */
  text(path: string, accept: string): Promise<string>;
}

/** A problem document of the API. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export async function portalClient(
  runtime: LocalRuntime,
  claims: { tenant_id: string; roles: string[]; sub?: string; email?: string },
): Promise<PortalClient> {
  const send = async (method: string, path: string, accept: string, body?: unknown): Promise<Response> => {
    const token = await runtime.issuer.sign(claims);
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(runtime.apiUrl + path, { method, headers, ...payload });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as {
      code?: string;
      detail?: string;
      title?: string;
    };
    const detail = problem.detail ?? problem.title ?? `${method} ${path} answered ${response.status}`;
    throw new ApiProblem(response.status, problem.code ?? 'UNKNOWN', detail);
  };
  return {
    call: async <T>(method: string, path: string, body?: unknown) => {
      const response = await send(method, path, 'application/json', body);
      return (response.status === 204 ? undefined : await response.json()) as T;
    },
    text: async (path, accept) => (await send('GET', path, accept)).text(),
  };
}

/** Every item of a list, page by page. */
export async function* everyItem<T>(client: Pick<PortalClient, 'call'>, path: string): AsyncGenerator<T> {
  let cursor: string | null = null;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const page: { items: T[]; nextCursor: string | null } = await client.call(
      'GET',
      `${path}${separator}limit=200${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
