// Speed of the inspection: MB/s by format beside a plain pass over the bytes, peak memory, start time of a thread.
//
//   node bench/inspection.ts [FORMAT…]
//
// Numbers are the best of three, in processor time, which other work on the machine hardly changes. MB/s counts the bytes
// of the file, "text" the characters that were inspected.
import { spawnSync } from 'node:child_process';
import { inspect } from '../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS } from '../shared/inspection/limits.ts';
import { defaultPolicy } from '../shared/inspection/policy.ts';
import { CORPUS } from './inspection/corpus.ts';
import { peakMemory } from './inspection/memory.ts';

const RUNS = 3;
const policy = defaultPolicy(new Uint8Array(32));
const wanted = process.argv.slice(2);

let allBytes = 0;
let allMs = 0;
const table: Record<string, Record<string, string | number>> = {};
for (const [format, build] of Object.entries(CORPUS)) {
  if (wanted.length > 0 && !wanted.includes(format)) continue;
  const bytes = await build();
  let ms = Number.POSITIVE_INFINITY;
  let textChars = 0;
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    const result = await inspect({ bytes }, policy, DEFAULT_LIMITS, new AbortController().signal);
    ms = Math.min(ms, process.cpuUsage(before).user / 1000);
    textChars = result.stats.textChars;
    if (result.status === 'skipped' || result.status === 'failed')
      throw new Error(`${format}: ${result.status} ${result.reason}`);
  }
  allBytes += bytes.length;
  allMs += ms;
  table[format] = {
    'file MB': (bytes.length / 1e6).toFixed(2),
    ms: Math.round(ms),
    'file MB/s': megabytesPerSecond(bytes.length, ms),
    'text MB/s': megabytesPerSecond(textChars, ms),
    'byte pass MB/s': megabytesPerSecond(bytes.length, bytePass(bytes)),
  };
}
console.table(table);
console.log(`All: ${megabytesPerSecond(allBytes, allMs)} MB/s`);
if (wanted.length === 0) {
  console.log(`Import of the sandbox: ${importMs('sandbox')} ms, of the engine: ${importMs('inspect')} ms`);
  console.table(await peakMemory());
}

function megabytesPerSecond(bytes: number, ms: number): string {
  return (bytes / 1000 / Math.max(ms, 0.001)).toFixed(1);
}

/** The least that any inspection must do: look at each byte once. */
function bytePass(bytes: Buffer): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    let lines = 0;
    for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10) lines++;
    if (lines >= 0) best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** In a process of its own, where nothing is loaded yet. */
function importMs(module: string): number {
  const url = new URL(`../shared/inspection/${module}.ts`, import.meta.url).href;
  const code = `const t = performance.now(); await import(${JSON.stringify(url)}); console.log(Math.round(performance.now() - t))`;
  const times = Array.from({ length: RUNS }, () =>
    Number(spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stdout),
  );
  return Math.min(...times);
}
