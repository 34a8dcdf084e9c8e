import type { Random } from '../detectors/random.ts';

/** One data type as an outsider sees it: values of its kind and how people speak of them. */
export interface Subject {
  readonly type: string;
  readonly make: (random: Random) => string;
  /** What forms, columns and keys call it. */
  readonly labels: readonly string[];
  /** Sentences of its own, `{}` for the value. */
  readonly says?: readonly string[];
  /** Breaks the checksum, keeps the look; missing where there is none. */
  readonly broken?: (random: Random) => string;
}

export const subject = (
  type: string,
  make: (random: Random) => string,
  labels: readonly string[],
  says?: readonly string[],
): Subject => ({ type, make, labels, ...(says ? { says } : {}) });
