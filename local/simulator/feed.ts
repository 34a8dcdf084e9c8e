import { typeNumber } from './activity-types.ts';
import type { Behaviour } from './behaviour.ts';
import { firstAt } from './world/activities.ts';
import { fraction, mix } from './world/random.ts';
import type { World } from './world/world.ts';

/** A call to the API itself, as the feed records it (Compliance API, Activity Feed). */
export interface Access {
  /** Epoch seconds. */
  readonly time: number;
  readonly requestId: string;
  readonly url: string;
  readonly status: number;
  readonly key: number;
  readonly ip: string;
  readonly userAgent: string;
}

/** Everything that happened, by position: first the world's history, then the calls to the API. */
export interface Feed {
  readonly world: World;
  length(): number;
  time(position: number): number;
  type(position: number): number;
  /** The call at a position past the history. */
  access(position: number): Access;
  record(access: Access): void;
  /** The first position whose time is not before an instant. */
  firstAt(seconds: number): number;
  /** Whether it was in the index by then: ingestion is asynchronous. */
  isIndexed(position: number, now: number): boolean;
}

const ACCESSED = typeNumber('compliance_api_accessed');

export function createFeed(world: World, behaviour: Behaviour): Feed {
  const history = world.activities;
  const accesses: Access[] = [];
  const time = (position: number) =>
    position < history.length ? history.time[position]! : accesses[position - history.length]!.time;
  const longestLag =
    behaviour.indexingLagSeconds + (behaviour.stragglers > 0 ? behaviour.stragglerLagSeconds : 0);
  const lag = (position: number) => {
    const draw = mix(world.seed, position);
    const late = behaviour.stragglers > 0 && fraction(draw ^ 0x57a6) < behaviour.stragglers;
    return (
      Math.floor(fraction(draw) * behaviour.indexingLagSeconds) + (late ? behaviour.stragglerLagSeconds : 0)
    );
  };
  return {
    world,
    length: () => history.length + accesses.length,
    time,
    type: (position) => (position < history.length ? history.type[position]! : ACCESSED),
    access: (position) => accesses[position - history.length]!,
    // Never before what is already there: positions are in the order of time. While the clock is short of the world's
    // end, calls are therefore recorded at that end and show later.
    record: (access) =>
      void accesses.push({
        ...access,
        time: Math.max(access.time, world.endsAt, accesses.at(-1)?.time ?? 0),
      }),
    firstAt(seconds) {
      const position = firstAt(history.time, seconds);
      if (position < history.length) return position;
      const later = accesses.findIndex((access) => access.time >= seconds);
      return history.length + (later < 0 ? accesses.length : later);
    },
    isIndexed(position, now) {
      const at = time(position);
      return at <= now - longestLag || at + lag(position) <= now;
    },
  };
}
