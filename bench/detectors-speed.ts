// Speed of the detectors on ordinary text, all types on, and the time to load and build them.
//
//   node bench/detectors-speed.ts [TEXT…]
//
// Each window of the text counts with its best of several runs, so that the work of others on the machine counts less.
import { cpuMs } from './detectors/cpu.ts';
import { TEXTS } from './detectors/texts.ts';

const SIZE = 2_000_000;
const WINDOW = 64_000;
const RUNS = 15;
const place = { kind: 'text' } as const;

const loading = cpuMs();
const { createDetection } = await import('../shared/inspection/detect/detector.ts');
const loaded = cpuMs();
createDetection({}, new Uint8Array(16)).scan({ text: 'first', place });
const built = cpuMs();
console.log(`import ${(loaded - loading).toFixed(0)} ms, tables ${(built - loaded).toFixed(0)} ms`);

const wanted = process.argv.slice(2);
const table: Record<string, Record<string, string | number>> = {};
for (const [name, build] of Object.entries(TEXTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const piece = build();
  const whole = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
  // A flat string of one byte a character, as decoders make it.
  const windows = Array.from({ length: Math.ceil(SIZE / WINDOW) }, (_, index) =>
    Buffer.from(whole.slice(index * WINDOW, (index + 1) * WINDOW), 'latin1').toString('latin1'),
  );
  const best = windows.map(() => Number.POSITIVE_INFINITY);
  let values = 0;
  for (let run = 0; run < RUNS; run++) {
    const detection = createDetection({}, new Uint8Array(16));
    for (const [index, text] of windows.entries()) {
      const start = performance.now();
      detection.scan({ text, place });
      best[index] = Math.min(best[index]!, performance.now() - start);
    }
    values = detection.finish().reduce((sum, { count }) => sum + count, 0);
  }
  const ms = best.reduce((sum, each) => sum + each, 0);
  table[name] = { 'MB/s': Math.round(SIZE / ms / 1000), values };
}
console.table(table);
