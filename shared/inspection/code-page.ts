import { analyse } from 'chardet';
import { IBM_TABLES, ibmText } from './ibm-code-pages.ts';
import { legibility } from './legibility.ts';

/** Characters that tell code pages apart need not be many. */
const TELLING_BYTES = 4 * 1024;
/** What `chardet` does not know or takes for something else; the text of each tells whether it is one. */
const ALSO = ['windows-1251', 'koi8-u', 'ibm866', 'x-mac-cyrillic', 'macintosh', 'ibm850'] as const;
/** Of a code page that holds Latin letters only, a guess among them is worth little. */
const SURE = 80;

/**
 * The legacy code page that makes the best reading of some bytes, by statistics of languages and by how the text would
 * look. Every page keeps digits and ASCII (EBCDIC aside, which is told by its blanks), so numbers and tokens survive a
 * wrong guess; the words around them do not.
 */
export function guessCodePage(sample: Buffer): string {
  if (isEbcdic(sample)) return 'ibm500';
  const telling = tellingPart(sample);
  let best = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const { label, bonus } of candidates(sample)) {
    const score = legibility(textIn(label, telling)) + bonus;
    if (score > bestScore) [best, bestScore] = [label, score];
  }
  return best;
}

/** The text of bytes in a code page of `TextDecoder` or of `IBM_TABLES`. */
export function textIn(label: string, bytes: Uint8Array): string {
  return label in IBM_TABLES ? ibmText(label, bytes) : new TextDecoder(label).decode(bytes);
}

function candidates(sample: Buffer): { label: string; bonus: number }[] {
  const found = new Map<string, number>();
  for (const { name, confidence } of analyse(sample)) {
    const label = name.startsWith('UTF-') || name === 'ASCII' ? null : labelOf(name);
    // Low marks of pages with two bytes a character only say that there was little of it.
    const weight = isWide(name) && confidence < SURE ? 0 : confidence;
    if (label !== null && !found.has(label)) found.set(label, (0.15 * weight) / 100);
  }
  for (const label of ['windows-1252', ...ALSO]) if (!found.has(label)) found.set(label, 0);
  return [...found].map(([label, bonus]) => ({ label, bonus }));
}

function labelOf(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

const isWide = (name: string): boolean => /^(?:Shift_JIS|Big5|EUC|GB)/.test(name);

/** From a little before the first character past ASCII. */
function tellingPart(sample: Buffer): Buffer {
  const first = sample.findIndex((byte) => byte > 127);
  const line = sample.lastIndexOf(10, first) + 1;
  const start = Math.max(line, first - 256);
  return sample.subarray(start, start + TELLING_BYTES);
}

/** In EBCDIC a blank is 0x40, and letters and digits lie past ASCII. */
function isEbcdic(sample: Buffer): boolean {
  let blanks = 0;
  let known = 0;
  for (const byte of sample) {
    if (byte === 0x40) blanks++;
    if (EBCDIC_TEXT[byte] === 1) known++;
    else if (byte === 0x20) return false;
  }
  return blanks > sample.length / 30 && known > sample.length * 0.9;
}

/** Letters, digits, blank, line ends and common marks of EBCDIC. */
const EBCDIC_TEXT = new Uint8Array(256);
for (const [from, to] of [
  [0x81, 0x89],
  [0x91, 0x99],
  [0xa2, 0xa9],
  [0xc1, 0xc9],
  [0xd1, 0xd9],
  [0xe2, 0xe9],
  [0xf0, 0xf9],
] as const)
  EBCDIC_TEXT.fill(1, from, to + 1);
for (const byte of [
  0x0d, 0x15, 0x25, 0x40, 0x4b, 0x4d, 0x4e, 0x4f, 0x5c, 0x5d, 0x5e, 0x60, 0x61, 0x6b, 0x6d, 0x7a, 0x7c, 0x7d,
  0x7e, 0x7f,
])
  EBCDIC_TEXT[byte] = 1;
