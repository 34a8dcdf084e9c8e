/** Runs `work` again and again from several places at once for some seconds. Times are milliseconds. */
export async function repeatedly(
  concurrency: number,
  seconds: number,
  work: (n: number) => Promise<unknown>,
): Promise<{ perSecond: number; p50: number; p99: number }> {
  const times: number[] = [];
  let next = 0;
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now();
      await work(next++);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  const elapsed = performance.now() - begin;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1));
  return { perSecond: Math.round((times.length / elapsed) * 1000), p50: at(0.5), p99: at(0.99) };
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
