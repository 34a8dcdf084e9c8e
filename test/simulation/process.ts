import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { type FaultKind, type FaultPlan, REQUEST_FAULTS } from './faults.ts';
import type { Invocation } from './history.ts';
import type { Random } from './random.ts';
import type { Owner, Timeline } from './timeline.ts';

/** One invocation of a function, in a process of its own: it can crash, time out, and be frozen and go on. */
export interface Process extends Owner {
  readonly invocation: Invocation;
  /** Tenants whose data it may touch; null: any. */
  readonly tenants: ReadonlySet<string> | null;
  readonly clock: Clock;
  remainingMs(): number;
  die(how: 'crashed' | 'timed-out'): void;
  freeze(ms: number): void;
  /** Called once, when it has died. */
  onDeath(tell: () => void): void;
  /**
   * A request to the world outside: takes a moment, and whatever the plan of faults wants may happen to it. `effect` is
   * done at once and as a whole; what it throws is the answer.
   */
  request<T>(what: Request<T>): Promise<T>;
}

export interface Request<T> {
  /** Such as `dynamodb:Update`. */
  readonly name: string;
  readonly effect: (how: { readonly partial: boolean }) => T;
  /** Kinds that make no sense for it are not considered. */
  readonly faults?: readonly FaultKind[];
  /** Done once however often it arrives (a client token). */
  readonly once?: boolean;
  readonly conflict?: () => unknown;
}

export interface ProcessOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly invocation: Invocation;
  readonly tenants: ReadonlySet<string> | null;
  readonly timeoutMs: number;
  /** Longest way of a request, and of its answer. */
  readonly latencyMs: number;
}

/** How far the clock of a machine can be off. */
export const MOST_SKEW_MS = 120_000;

const always: readonly FaultKind[] = REQUEST_FAULTS.filter(
  (kind) => kind !== 'conflict' && kind !== 'partial',
);

export function createProcess(options: ProcessOptions): Process {
  const { timeline, random, faults, invocation, tenants, timeoutMs, latencyMs } = options;
  const skewMs = faults.strikes('skew', invocation.name) ? random.int(-MOST_SKEW_MS, MOST_SKEW_MS) : 0;
  let dead = false;
  let frozenUntil = 0;
  let deadline = timeline.now() + timeoutMs;
  let tellDeath = () => {};

  const process: Process = {
    invocation,
    tenants,
    isDead: () => dead,
    frozenUntil: () => frozenUntil,
    remainingMs: () => deadline - timeline.now(),
    onDeath: (tell) => {
      tellDeath = tell;
    },
    die(how) {
      if (dead) return;
      dead = true;
      invocation.end = how;
      tellDeath();
    },
    freeze(ms) {
      frozenUntil = timeline.now() + ms;
      deadline += ms;
      invocation.frozenMs += ms;
    },
    clock: {
      now: () => timeline.now() + skewMs,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(signal.reason);
          const cancel = timeline.at(timeline.now() + ms, process, () => {
            signal?.removeEventListener('abort', abort);
            resolve();
          });
          const abort = () => {
            cancel();
            reject(signal?.reason);
          };
          signal?.addEventListener('abort', abort, { once: true });
        }),
    },
    request: ({ name, effect, faults: extra = [], once = false, conflict }) =>
      new Promise((resolve, reject) => {
        const kind = faults.pick([...always, ...extra], `${invocation.name} ${name}`);
        const arrival = timeline.now() + random.int(1, latencyMs);
        let kept: { readonly value: ReturnType<typeof effect> } | undefined;
        const answerOf = () => {
          try {
            const value = kept && once ? kept.value : effect({ partial: kind === 'partial' });
            kept = { value };
            return () => resolve(value);
          } catch (error) {
            return () => reject(error);
          }
        };
        const reply = (settle: () => void) =>
          void timeline.at(timeline.now() + random.int(1, latencyMs), process, settle);
        const giveUp = (at: number) => void timeline.at(at, process, () => reject(busy()));
        const done = (at: number) => void timeline.at(at, null, () => void answerOf());

        switch (kind) {
          case 'refused':
            return giveUp(arrival);
          case 'conflict':
            return void timeline.at(arrival, process, () => reject(conflict?.()));
          case 'lost-reply':
            done(arrival);
            return giveUp(arrival + 5_000);
          case 'late':
            giveUp(arrival + 5_000);
            return done(arrival + 5_000 + random.int(1, 20_000));
          case 'twice':
            done(arrival);
            return void timeline.at(arrival + random.int(100, 5_000), null, () => reply(answerOf()));
          case 'slow':
            return void timeline.at(arrival + random.int(1_000, 14_000), null, () => reply(answerOf()));
          case 'crash-before':
            return void timeline.at(arrival, process, () => process.die('crashed'));
          case 'crash-after':
            return void timeline.at(arrival, null, () => {
              answerOf();
              process.die('crashed');
            });
          case 'crash-late':
            timeline.at(arrival, process, () => process.die('crashed'));
            return done(arrival + random.int(1, 20_000));
          case 'time-out':
            // It comes to nothing more, and when its time is over it is ended.
            frozenUntil = deadline;
            return random.chance(0.5) ? done(arrival) : undefined;
          case 'freeze':
            // Frozen before the request leaves: it arrives when everybody else is long past it.
            process.freeze(random.int(10_000, 600_000));
            return void timeline.at(arrival, process, () => reply(answerOf()));
          default:
            return void timeline.at(arrival, null, () => reply(answerOf()));
        }
      }),
  };

  const watch = () => {
    if (timeline.now() < deadline) timeline.at(deadline, null, watch);
    else if (invocation.end === 'running') process.die('timed-out');
  };
  timeline.at(deadline, null, watch);
  return process;
}

/** What the real clients make of throttles, server errors and timeouts. */
const busy = () => new AppError('upstream-busy', 'AWS_BUSY', 'AWS did not answer.');
