// Processor time of each hostile megabyte; none may take a detector over 200 ms.
//
//   node bench/detectors-adversarial.ts
//
// All types are on, and together mostly stay below that; where they do not, each type is timed alone. Prints the slowest,
// and ends with 1 if a detector takes too long.

import { createDetection, type DetectionPolicy } from '../shared/inspection/detect/detector.ts';
import { DATA_TYPES } from '../shared/inspection/detectors/catalogue.ts';
import { cpuMs } from './detectors/cpu.ts';
import { HOSTILE } from './detectors/hostile.ts';

const SIZE = 1_000_000;
const LIMIT_MS = 200;
const RUNS = 3;

type Types = DetectionPolicy['types'] & {};

function timeOf(text: string, types: Types = {}): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const detection = createDetection({ minConfidence: 'low', types }, new Uint8Array(16));
    const start = cpuMs();
    detection.scan({ text, place: { kind: 'text' } });
    detection.finish();
    best = Math.min(best, cpuMs() - start);
    if (best < LIMIT_MS / 4) break;
  }
  return best;
}

const only = (id: string): Types =>
  Object.fromEntries(
    DATA_TYPES.filter((type) => type.id !== id).map((type) => [type.id, { enabled: false }]),
  );

function slowestAlone(text: string): { type: string; ms: number } {
  const times = DATA_TYPES.map(({ id }) => ({ type: id, ms: Math.round(timeOf(text, only(id))) }));
  return times.reduce((slowest, each) => (each.ms > slowest.ms ? each : slowest));
}

const megabyteOf = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);

timeOf('a card 4539 5787 6362 1486 and more words '.repeat(2_000));
const times = HOSTILE.map((unit) => ({ unit, ms: Math.round(timeOf(megabyteOf(unit))) })).sort(
  (a, b) => b.ms - a.ms,
);
const shown = (unit: string): string => JSON.stringify(unit.slice(0, 48));
console.table(times.slice(0, 25).map(({ unit, ms }) => ({ unit: shown(unit), ms })));
const slow = times.filter(({ ms }) => ms > LIMIT_MS);
console.log(`${times.length} texts, ${slow.length} of them over ${LIMIT_MS} ms with all types on`);

const alone = slow.map(({ unit }) => ({ unit: shown(unit), ...slowestAlone(megabyteOf(unit)) }));
if (alone.length > 0) console.table(alone);
const tooSlow = alone.filter(({ ms }) => ms > LIMIT_MS);
console.log(`${tooSlow.length} of them over ${LIMIT_MS} ms with their slowest type alone`);
if (tooSlow.length > 0) process.exitCode = 1;
