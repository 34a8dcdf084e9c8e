/** Virtual time and the order in which things happen in it. Nothing waits: the time jumps to what comes next. */
export interface Timeline {
  /** Epoch ms. */
  now(): number;
  /** Whoever is at work while `fire` and what follows from it runs; decides whether and when it may. */
  at(time: number, owner: Owner | null, fire: () => void): Cancel;
  /** Runs until `done` holds or the time is `until`. */
  run(done: () => boolean, until: number): Promise<void>;
  /** Whoever the code that runs now belongs to. */
  owner(): Owner | null;
}

export type Cancel = () => void;

/** Something that can die and be frozen. */
export interface Owner {
  isDead(): boolean;
  /** Nothing of it happens before, epoch ms. */
  frozenUntil(): number;
}

interface Entry {
  time: number;
  readonly order: number;
  readonly owner: Owner | null;
  readonly fire: () => void;
  cancelled: boolean;
}

/** Lets all promises settle that can: no code under simulation waits for anything but the timeline. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createTimeline(start: number): Timeline {
  const heap: Entry[] = [];
  let now = start;
  let count = 0;
  let current: Owner | null = null;

  const before = (a: Entry, b: Entry) => a.time < b.time || (a.time === b.time && a.order < b.order);

  function push(entry: Entry): void {
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(heap[i]!, heap[parent]!)) return;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  function pop(): Entry | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || heap.length === 0) return top;
    heap[0] = last;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      let least = i;
      if (left < heap.length && before(heap[left]!, heap[least]!)) least = left;
      if (left + 1 < heap.length && before(heap[left + 1]!, heap[least]!)) least = left + 1;
      if (least === i) return top;
      [heap[i], heap[least]] = [heap[least]!, heap[i]!];
      i = least;
    }
  }

  return {
    now: () => now,
    owner: () => current,

    at(time, owner, fire) {
      count += 1;
      const entry: Entry = {
        time: Math.ceil(Math.max(time, now)),
        order: count,
        owner,
        fire,
        cancelled: false,
      };
      push(entry);
      return () => {
        entry.cancelled = true;
      };
    },

    async run(done, until) {
      while (!done()) {
        const entry = pop();
        if (!entry || entry.time > until) {
          if (entry) push(entry);
          now = Math.max(now, until);
          return;
        }
        if (entry.cancelled || entry.owner?.isDead()) continue;
        now = entry.time;
        const thaw = entry.owner?.frozenUntil() ?? 0;
        if (thaw > now) {
          entry.time = thaw;
          push(entry);
          continue;
        }
        current = entry.owner;
        entry.fire();
        await settled();
        current = null;
      }
    },
  };
}
