import type { Row } from './aws/expressions.ts';

/** Everything that the checks need to know about a run, in the order in which it happened. */
export interface History {
  readonly calls: ProviderCall[];
  readonly scans: ScanWrite[];
  readonly integrations: IntegrationWrite[];
  readonly facts: PublishedFact[];
  /** What functions wrote to their logs. */
  readonly logs: string[];
  /** Bodies of all messages that were ever sent. */
  readonly messages: string[];
  readonly faults: { readonly at: number; readonly kind: string; readonly where: string }[];
  readonly invocations: Invocation[];
  readonly foreign: { readonly at: number; readonly who: string; readonly what: string }[];
  /** Items whose being staged was recorded: `tenant/scan/chunk/index`, with the time. */
  readonly staged: {
    readonly at: number;
    readonly tenant: string;
    readonly scanId: string;
    readonly itemId: string;
  }[];
}

export interface ProviderCall {
  /** When it was sent, and when its answer reached the caller (null: never). */
  readonly sentAt: number;
  answeredAt: number | null;
  readonly tenant: string;
  readonly path: string;
  readonly apiKey: string;
  status: number | null;
  retryAfterMs: number | null;
  /** The invocation that made it. */
  readonly by: number;
}

export interface ScanWrite {
  readonly at: number;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

export type IntegrationWrite = ScanWrite;

export interface PublishedFact {
  readonly at: number;
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Invocation {
  readonly id: number;
  readonly name: string;
  readonly startedAt: number;
  readonly tenants: readonly string[];
  end: 'running' | 'returned' | 'crashed' | 'timed-out';
  frozenMs: number;
}

export const emptyHistory = (): History => ({
  calls: [],
  scans: [],
  integrations: [],
  facts: [],
  logs: [],
  messages: [],
  faults: [],
  invocations: [],
  foreign: [],
  staged: [],
});
