// Processor time of each hostile megabyte, all types on; none may take a detector over 200 ms.
//
//   node bench/detectors-adversarial.ts
//
// Prints the slowest and ends with 1 if one takes too long.

import { createDetection } from '../shared/inspection/detect/detector.ts';
import { cpuMs } from './detectors/cpu.ts';
import { HOSTILE } from './detectors/hostile.ts';

const SIZE = 1_000_000;
const LIMIT_MS = 200;
const RUNS = 3;

function timeOf(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const detection = createDetection({ minConfidence: 'low' }, new Uint8Array(16));
    const start = cpuMs();
    detection.scan({ text, place: { kind: 'text' } });
    detection.finish();
    best = Math.min(best, cpuMs() - start);
    if (best < LIMIT_MS / 4) break;
  }
  return best;
}

timeOf('a card 4539 5787 6362 1486 and more words '.repeat(2_000));
const times = HOSTILE.map((unit) => ({
  unit: JSON.stringify(unit.slice(0, 48)),
  ms: Math.round(timeOf(unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE))),
})).sort((a, b) => b.ms - a.ms);
console.table(times.slice(0, 25));
const slow = times.filter(({ ms }) => ms > LIMIT_MS);
console.log(`${times.length} texts, ${slow.length} over ${LIMIT_MS} ms`);
if (slow.length > 0) process.exitCode = 1;
