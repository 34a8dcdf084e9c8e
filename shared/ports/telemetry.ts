/** Structured log: a code in upper snake case, then facts. Never content, keys, headers, foreign bodies or e-mail addresses. */
export interface Log {
  info(code: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(code: string, facts?: Readonly<Record<string, unknown>>): void;
  error(code: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Counts in embedded metric format. */
export type Meter = (metrics: Readonly<Record<string, number>>) => void;
