// Speed of the detectors on ordinary text, all types on, and the time to load and build them.
//
//   node bench/detectors-speed.ts [TEXT…]
//
// Processor time of the thread, best of several runs over four megabytes.
import { cpuMs } from './detectors/cpu.ts';
import { TEXTS } from './detectors/texts.ts';

const SIZE = 4_000_000;
const RUNS = 8;
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
  const text = Buffer.from(whole, 'latin1').toString('latin1');
  let best = Number.POSITIVE_INFINITY;
  let values = 0;
  for (let run = 0; run < RUNS; run++) {
    const detection = createDetection({}, new Uint8Array(16));
    const start = cpuMs();
    detection.scan({ text, place });
    values = detection.finish().reduce((sum, { count }) => sum + count, 0);
    best = Math.min(best, cpuMs() - start);
  }
  table[name] = { 'MB/s': Math.round(SIZE / best / 1000), values };
}
console.table(table);
