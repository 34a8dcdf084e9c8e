/** One request as it came and went. Holds no header, so no credential. */
export interface LoggedRequest {
  readonly requestId: string;
  /** ISO time by the simulator's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The pattern of the path, or null when there is none. */
  readonly endpoint: string | null;
  /** Name of the key, or null without a valid one. */
  readonly key: string | null;
  /** 0 when the connection was reset instead. */
  readonly status: number;
  /** Wall time until the answer was handed over. */
  readonly ms: number;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** The latest requests, oldest first. */
  all(): readonly LoggedRequest[];
  /** Requests per endpoint and status since the start, also of those no longer kept. */
  counts(): Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const KEPT = 20_000;

export function requestLog(): RequestLog {
  let kept: LoggedRequest[] = [];
  const counts: Record<string, Record<string, number>> = {};
  return {
    add(request) {
      kept.push(request);
      if (kept.length > 2 * KEPT) kept = kept.slice(-KEPT);
      const endpoint = request.endpoint ?? 'unknown';
      counts[endpoint] ??= {};
      const ofEndpoint = counts[endpoint];
      ofEndpoint[request.status] = (ofEndpoint[request.status] ?? 0) + 1;
    },
    all: () => kept.slice(-KEPT),
    counts: () => counts,
  };
}
