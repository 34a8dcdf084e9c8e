/** How often each operation of each service was called: `{ sqs: { SendMessage: 3 } }`. */
export type RequestTotals = Record<string, Record<string, number>>;

export interface RequestCounts {
  add(service: string, operation: string, times?: number): void;
  totals(): RequestTotals;
}

/** Counts requests, so that the cost of a run on AWS can be computed from a local one. */
export function requestCounts(): RequestCounts {
  const counts = new Map<string, Map<string, number>>();
  return {
    add(service, operation, times = 1) {
      const operations = counts.get(service) ?? new Map<string, number>();
      counts.set(service, operations);
      operations.set(operation, (operations.get(operation) ?? 0) + times);
    },
    totals: () =>
      Object.fromEntries(
        [...counts].map(([service, operations]) => [service, Object.fromEntries(operations)]),
      ),
  };
}
