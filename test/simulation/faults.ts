import type { Random } from './random.ts';

/** What can happen to a request that a function sends to AWS. */
export const REQUEST_FAULTS = [
  /** Not done; the caller is told so. */
  'refused',
  /** Done, but the caller is told otherwise. */
  'lost-reply',
  /** Done twice, as by a client that did not get the first answer. */
  'twice',
  /** The caller gives up, and then it is done. */
  'late',
  /** Takes as long as the clients' timeouts and repetitions allow. */
  'slow',
  /** The function's process ends before the request, or after it. */
  'crash-before',
  'crash-after',
  /** The process ends, and its last request is done later. */
  'crash-late',
  /** The process comes to nothing more before the function's time is over. */
  'time-out',
  /** The process stands still for up to ten minutes and then goes on as if nothing had been. */
  'freeze',
  /** Another transaction holds the row. */
  'conflict',
  /** A part of a batch is not done. */
  'partial',
] as const;

export const STORE_FAULTS = [
  /** An index shows the row as it was. */
  'stale-index',
  /** Queries end after one row. */
  'small-pages',
  /** The machine's clock is off by up to two minutes. */
  'skew',
] as const;

export const QUEUE_FAULTS = [
  'duplicate-delivery',
  /** Up to fifteen minutes late (a minute on the lane, where nothing can overtake it). */
  'late-delivery',
  'lost-message',
  /** The queue forgets that a message was worked on. */
  'lost-delete',
  /** The same schedule fires twice, or late, or not at all. */
  'schedule-twice',
  'schedule-late',
  'schedule-lost',
] as const;

export const PROVIDER_FAULTS = [
  'rate-limit',
  'rate-limit-long',
  'rate-limit-bare',
  'unavailable',
  'error-for-good',
  'reset',
  'silence',
  'html',
  'denied-once',
  'cursor-refused',
  'repeated-activity',
  'cut-body',
  'wrong-bytes',
  'body-stalls',
  'endless-page',
] as const;

export const FAULT_KINDS = [...REQUEST_FAULTS, ...STORE_FAULTS, ...QUEUE_FAULTS, ...PROVIDER_FAULTS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Decides what goes wrong, until it stops for good. */
export interface FaultPlan {
  /** Whether this kind strikes here. */
  strikes(kind: FaultKind, where: string): boolean;
  /** The one of these kinds that strikes here, if any. */
  pick<K extends FaultKind>(kinds: readonly K[], where: string): K | undefined;
  /** From here on nothing goes wrong. */
  stop(): void;
  isOver(): boolean;
  /** How often it was asked. */
  asked(): number;
}

export const noFaults = (): FaultPlan => {
  let asked = 0;
  return {
    strikes: () => false,
    pick: () => {
      asked += 1;
      return undefined;
    },
    stop: () => {},
    isOver: () => true,
    asked: () => asked,
  };
};

/**
 * A different mixture for each seed: some kinds are rare, some frequent, most are off, so that combinations come up that an even
 * mixture would drown. Stops by itself after
 * some hundred questions or some minutes.
 */
export function seededFaults(
  random: Random,
  note: (kind: FaultKind, where: string) => void,
  elapsedMs: () => number,
  kinds: readonly FaultKind[] = FAULT_KINDS,
): FaultPlan {
  const density = random.pick([0.15, 0.3, 0.5]);
  const rates = new Map<FaultKind, number>();
  for (const kind of kinds) if (random.chance(density)) rates.set(kind, random.pick([0.005, 0.02, 0.06]));
  let left = random.int(40, 700);
  const until = random.int(1, 40) * 60_000;
  let asked = 0;

  const strikes = (kind: FaultKind, where: string) => {
    if (left <= 0 || elapsedMs() > until || !random.chance(rates.get(kind) ?? 0)) return false;
    note(kind, where);
    return true;
  };
  return {
    strikes,
    pick: (among, where) => {
      asked += 1;
      left -= 1;
      return among.find((kind) => rates.has(kind) && strikes(kind, where));
    },
    stop: () => {
      left = 0;
    },
    isOver: () => left <= 0 || elapsedMs() > until,
    asked: () => asked,
  };
}

/** Exactly one fault: of this kind, the first time it can strike from the `nth` request on. */
export function singleFault(
  kind: FaultKind,
  nth: number,
  note: (kind: FaultKind, where: string) => void,
): FaultPlan {
  let asked = 0;
  let struck = false;
  const strikes = (asking: FaultKind, where: string) => {
    if (struck || asking !== kind || asked < nth) return false;
    struck = true;
    note(kind, where);
    return true;
  };
  return {
    strikes,
    pick: (among, where) => {
      asked += 1;
      return among.find((one) => strikes(one, where));
    },
    stop: () => {
      struck = true;
    },
    isOver: () => struck,
    asked: () => asked,
  };
}
