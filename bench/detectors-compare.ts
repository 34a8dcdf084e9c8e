// Our detectors with all types on beside a plain pass over the bytes, ripgrep and libraries from the npm registry.
//
//   node bench/detectors-compare.ts [--install]
//
// `--install` puts the libraries into a folder of their own beside other temporary files. Best of several runs.

import { createDetection } from '../shared/inspection/detect/detector.ts';
import { ALTERNATIVES, installAlternatives, type Look } from './detectors/alternatives.ts';
import { ripgrep } from './detectors/ripgrep.ts';
import { TEXTS } from './detectors/texts.ts';

const SIZE = 2_000_000;
const RUNS = 5;
/** Each piece counts with its best run, so that the work of others on the machine counts less. */
const PIECE = 64_000;
/** Time for one text, over and over; slow libraries get as many pieces as they manage. */
const LONGEST_MS = 4_000;
const TEXT_NAMES = ['prose', 'code', 'log', 'json', 'CSV with people'];

if (process.argv.includes('--install')) installAlternatives();

const texts = TEXT_NAMES.map((name) => {
  const piece = TEXTS[name]!();
  const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
  // A flat string of one byte a character, as decoders make it.
  return { name, text: Buffer.from(text, 'latin1').toString('latin1') };
});
const table: Record<string, Record<string, string>> = {};
const perSecond = (bytes: number, ms: number) => (bytes / ms / 1000).toPrecision(3);

for (const { name, text } of texts) {
  note('byte pass', name, await speedOf(bytePass, text));
  note('these detectors', name, await speedOf(detect, text));
  const result = ripgrep(text, RUNS);
  if ('reason' in result) console.log(`ripgrep on ${name}: ${result.reason}`);
  else note(`ripgrep, ${result.patterns} patterns`, name, perSecond(SIZE, result.ms));
}
for (const [library, open] of Object.entries(ALTERNATIVES)) {
  const look = await open();
  if (!look) {
    console.log(`${library}: not installed, run with --install`);
    continue;
  }
  for (const { name, text } of texts) note(library, name, await speedOf(look, text));
}
console.log('MB/s');
console.table(table);

function note(what: string, text: string, value: string): void {
  table[what] = { ...table[what], [text]: value };
}

async function speedOf(look: Look, text: string): Promise<string> {
  const started = performance.now();
  const isTimeLeft = () => performance.now() - started < LONGEST_MS;
  const pieces: { text: string; ms: number }[] = [];
  for (let at = 0; at < text.length && (at === 0 || isTimeLeft()); at += PIECE) {
    pieces.push({ text: text.slice(at, at + PIECE), ms: Number.POSITIVE_INFINITY });
    await run(look, pieces.at(-1)!);
  }
  while (isTimeLeft()) for (const piece of pieces) await run(look, piece);
  const bytes = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  return perSecond(
    bytes,
    pieces.reduce((sum, { ms }) => sum + ms, 0),
  );
}

async function run(look: Look, piece: { readonly text: string; ms: number }): Promise<void> {
  const started = performance.now();
  await look(piece.text);
  piece.ms = Math.min(piece.ms, performance.now() - started);
}

function detect(text: string): void {
  const detection = createDetection({}, new Uint8Array(16));
  detection.scan({ text, place: { kind: 'text' } });
  detection.finish();
}

/** The least that any inspection must do: look at each byte once. */
function bytePass(text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10) lines++;
  return lines;
}
