/** Lets long polls sleep until something happens to their queue. */
export interface Wakeups {
  wake(queue: string): void;
  wakeAll(): void;
  /** Ends at a wake-up of the queue, after the time, or when the signal aborts. */
  wait(queue: string, milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export function wakeups(): Wakeups {
  const sleeping = new Map<string, Set<() => void>>();
  const wake = (queue: string): void => {
    for (const resume of [...(sleeping.get(queue) ?? [])]) resume();
  };
  return {
    wake,
    wakeAll() {
      for (const queue of sleeping.keys()) wake(queue);
    },
    wait: (queue, milliseconds, signal) =>
      new Promise((resolve) => {
        const waiting = sleeping.get(queue) ?? new Set();
        sleeping.set(queue, waiting);
        const resume = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', resume);
          waiting.delete(resume);
          resolve();
        };
        const timer = setTimeout(resume, milliseconds);
        waiting.add(resume);
        signal?.addEventListener('abort', resume);
      }),
  };
}
