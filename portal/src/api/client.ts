import { ApiProblem, noAnswer, problemFrom } from './problem.ts';
import type { ExportLink } from './types.ts';

/** Where the token of the signed-in user comes from. */
export interface TokenSource {
  /** Renewed beforehand where it is about to expire. */
  token(): Promise<string>;
  /** A fresh one, after the API has refused the last. */
  renewed(): Promise<string>;
}

export type Query = Readonly<Record<string, string | undefined>>;
export type ExportFormat = 'text/csv' | 'application/x-ndjson';

export interface Api {
  /** @throws ApiProblem */
  read<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T>;
  /** Undefined where the answer has no body. @throws ApiProblem */
  change<T>(
    method: 'POST' | 'PUT' | 'DELETE' | 'PATCH',
    path: string,
    body?: object,
    query?: Query,
  ): Promise<T>;
  /** The file, or a link to it where it is large. @throws ApiProblem */
  file(path: string, query: Query, format: ExportFormat): Promise<Blob | ExportLink>;
}

/** Calls `/v1` of the portal's own origin for the signed-in user. */
export function createApi(tokens: TokenSource): Api {
  async function call(path: string, query: Query, init: RequestInit & { headers: Record<string, string> }) {
    const send = async (token: string): Promise<Response> => {
      const headers = { ...init.headers, authorization: `Bearer ${token}` };
      try {
        return await fetch(`/v1${path}${queryText(query)}`, { ...init, headers, credentials: 'omit' });
      } catch (error) {
        if (init.signal?.aborted) throw error;
        throw noAnswer();
      }
    };
    const first = await send(await tokens.token());
    const answer = first.status === 401 ? await send(await tokens.renewed()) : first;
    if (!answer.ok) throw await problemFrom(answer);
    return answer;
  }

  return {
    async read<T>(path: string, query: Query = {}, signal?: AbortSignal) {
      const answer = await call(path, query, {
        headers: { accept: 'application/json' },
        ...(signal && { signal }),
      });
      return (await answer.json()) as T;
    },

    async change<T>(
      method: 'POST' | 'PUT' | 'DELETE' | 'PATCH',
      path: string,
      body?: object,
      query: Query = {},
    ) {
      const answer = await call(path, query, {
        method,
        headers: {
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
          ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      return (answer.status === 204 ? undefined : await answer.json()) as T;
    },

    async file(path, query, format) {
      const answer = await call(path, query, { headers: { accept: format } });
      return answer.status === 202 ? ((await answer.json()) as ExportLink) : answer.blob();
    },
  };
}

function queryText(query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** What to tell of an error that is no problem document. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem({ title: 'Something went wrong in this page', detail: 'Load the page again.' });
