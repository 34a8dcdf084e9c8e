/** What goes wrong, and for which requests: from the first one past `after` on, `times` times. */
export type Fault = FaultScope & FaultEffect;

export interface FaultScope {
  /** A part of the path, such as `/activities`; every request when absent. */
  readonly path?: string;
  /** So many requests pass before the first that fails; 0 when absent. */
  readonly after?: number;
  /** How many requests fail; 1 when absent. */
  readonly times?: number | 'always';
}

export type FaultEffect =
  /** An error of any kind, such as one of the 503 of local sessions. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly type: string;
      readonly message: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 429 as if other tools had spent the budget; bare: without any header, as a proxy leaves it. */
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds?: number; readonly bare?: boolean }
  /** The connection is reset before a byte of the answer. */
  | { readonly kind: 'reset' }
  /** The body stops after so many bytes: by a reset, or as if it were complete. */
  | { readonly kind: 'cut'; readonly afterBytes: number; readonly end: 'reset' | 'complete' }
  /** The body comes in small pieces with a pause before each. */
  | { readonly kind: 'slow'; readonly pieceBytes: number; readonly pauseMs: number }
  /** `Content-MD5` doesn't match the bytes of a download. */
  | { readonly kind: 'wrong-md5' }
  /** A cursor or page token is refused, as if it had been forgotten. Counts requests that carry one. */
  | { readonly kind: 'invalid-cursor' }
  /** Activities since this time, epoch seconds, are not in the feed yet: they are indexed late. */
  | { readonly kind: 'index-late'; readonly since: number }
  /** The key of the request is deactivated, for good. */
  | { readonly kind: 'revoke' }
  /** The key of the request loses a scope, for good. */
  | { readonly kind: 'lose-scope'; readonly scope: string }
  /** The Compliance API counts as switched off. */
  | { readonly kind: 'switch-off' };

export interface Faults {
  /** @returns an identifier for `remove` */
  add(fault: Fault): number;
  remove(id: number): void;
  clear(): void;
  list(): readonly (Fault & { readonly id: number; readonly seen: number; readonly hits: number })[];
  /** What happens to a request; counts it. */
  strike(path: string, hasCursor: boolean): Strike;
}

/** The effects on one request, by kind. */
export type Strike = { readonly [K in FaultEffect['kind']]?: Extract<FaultEffect, { kind: K }> };

export function createFaults(): Faults {
  let next = 1;
  const active = new Map<number, { readonly fault: Fault; seen: number; hits: number }>();
  return {
    add(fault) {
      active.set(next, { fault, seen: 0, hits: 0 });
      return next++;
    },
    remove: (id) => void active.delete(id),
    clear: () => active.clear(),
    list: () => [...active].map(([id, { fault, seen, hits }]) => ({ id, seen, hits, ...fault })),
    strike(path, hasCursor) {
      const strike: Partial<Record<FaultEffect['kind'], FaultEffect>> = {};
      for (const entry of active.values()) {
        const { fault } = entry;
        if (fault.path !== undefined && !path.includes(fault.path)) continue;
        if (fault.kind === 'invalid-cursor' && !hasCursor) continue;
        entry.seen++;
        const left = fault.times === 'always' || entry.hits < (fault.times ?? 1);
        if (entry.seen <= (fault.after ?? 0) || !left) continue;
        entry.hits++;
        strike[fault.kind] ??= fault;
      }
      return strike as Strike;
    },
  };
}

/** An error of the 5xx family; `retry: false` adds the header that forbids trying again. */
export function serverError(
  status: 500 | 502 | 503 | 504 | 529,
  scope: FaultScope & { readonly retry?: false } = {},
): Fault {
  const { retry, ...rest } = scope;
  const [type, message] =
    status === 529 || status === 503
      ? ['overloaded_error', 'Overloaded']
      : ['api_error', 'Internal server error'];
  const headers = retry === false ? { headers: { 'x-should-retry': 'false' } } : {};
  return { kind: 'answer', status, type, message, ...headers, ...rest };
}

/** The texts by which the errors of local sessions are told apart (Compliance API, Error format). */
export const LOCAL_SESSION_ERRORS = {
  index: 'The local-sessions index is temporarily unavailable. Try again shortly.',
  content: 'Captured content is temporarily unavailable. Try again shortly.',
  retention:
    'The local-sessions index cannot currently evaluate retention overrides for this page. Try again later.',
  unavailable: 'Local sessions are not available.',
} as const;

export function localSessionError(which: keyof typeof LOCAL_SESSION_ERRORS, scope: FaultScope = {}): Fault {
  const gone = which === 'unavailable';
  return {
    kind: 'answer',
    status: gone ? 404 : 503,
    type: gone ? 'not_found_error' : 'overloaded_error',
    message: LOCAL_SESSION_ERRORS[which],
    path: '/apps/sessions/local',
    ...scope,
  };
}
