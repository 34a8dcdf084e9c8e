/** One page of a list; `next` is the position after it, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: PageKey | null;
}

/** Opaque to everyone but the store that gave it; JSON. */
export type PageKey = Readonly<Record<string, string | number>>;

export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  readonly after: PageKey | null;
}
