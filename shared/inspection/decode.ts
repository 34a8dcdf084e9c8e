import { isAscii, isUtf8 } from 'node:buffer';
import { guessCodePage, textIn } from './code-page.ts';
import { IBM_TABLES } from './ibm-code-pages.ts';
import { legibility } from './legibility.ts';
import type { ByteSource } from './source.ts';

/** Bytes looked at to guess an encoding, and decoded at a time. */
const SAMPLE_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** An encoding of `TextDecoder`, UTF-32 or one of `IBM_TABLES`, and the length of the byte order mark to skip. */
export interface Encoding {
  readonly label: string;
  readonly bomBytes: number;
}

/**
 * Which encoding a text is in: its byte order mark, else the pattern of zeros that UTF-16 and UTF-32 leave, else strict
 * UTF-8, else a guess among legacy code pages. Null when the bytes are not text.
 */
export function detectEncoding(source: ByteSource): Encoding | null {
  const sample = source.read(0, SAMPLE_BYTES);
  const marked = byteOrderMark(sample);
  if (marked) return marked;
  const wide = wideEncoding(sample);
  if (wide) return { label: wide, bomBytes: 0 };
  const binary = looksBinary(sample);
  if (!binary && isAscii(sample)) {
    const japanese = JAPANESE_SHIFTS.some((shift) => sample.includes(shift));
    return { label: japanese ? 'iso-2022-jp' : 'utf-8', bomBytes: 0 };
  }
  if (!binary && isUtf8(withoutTornTail(sample))) return { label: 'utf-8', bomBytes: 0 };
  // A log in UTF-8 may have a stray zero; text in a code page that has some is no text.
  const label = binary || sample.includes(0) ? legibleWide(sample) : guessCodePage(sample);
  return label === null ? null : { label, bomBytes: 0 };
}

/** Seven-bit Japanese of e-mail shifts to two bytes a character so (ISO-2022-JP). */
const JAPANESE_SHIFTS = ['\u001b$@', '\u001b$B'];

/** The text in pieces of some 256 K characters; bytes that the encoding does not know become U+FFFD. */
export function* decodeChunks(source: ByteSource, encoding: Encoding): Generator<string> {
  const decoder = decoderOf(encoding.label);
  for (let at = encoding.bomBytes; at < source.size; at += CHUNK_BYTES) {
    const text = decoder(source.read(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= source.size);
    if (text !== '') yield text;
  }
}

/** All text of a small document or part at once. */
export function decodeAll(source: ByteSource): string {
  const encoding = detectEncoding(source) ?? { label: 'utf-8', bomBytes: 0 };
  return [...decodeChunks(source, encoding)].join('');
}

type Decode = (bytes: Buffer, last: boolean) => string;

function decoderOf(label: string): Decode {
  if (label.startsWith('utf-32')) return utf32Decoder(label === 'utf-32be');
  return label in IBM_TABLES ? (bytes) => textIn(label, bytes) : streamDecoder(label);
}

function streamDecoder(label: string): Decode {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  let clean = label === 'utf-8';
  return (bytes, last) => {
    // One byte a character, as long as nothing of a longer character can be pending.
    if (clean && isAscii(bytes)) return bytes.toString('latin1');
    clean = false;
    return decoder.decode(bytes, { stream: !last });
  };
}

/** TextDecoder knows no UTF-32. */
function utf32Decoder(bigEndian: boolean): Decode {
  return (bytes) => {
    const units: string[] = [];
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const point = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
      units.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
    }
    return units.join('');
  };
}

function byteOrderMark(sample: Buffer): Encoding | null {
  const hex = sample.subarray(0, 4).toString('hex');
  if (hex.startsWith('efbbbf')) return { label: 'utf-8', bomBytes: 3 };
  if (hex === 'fffe0000') return { label: 'utf-32le', bomBytes: 4 };
  if (hex === '0000feff') return { label: 'utf-32be', bomBytes: 4 };
  if (hex.startsWith('fffe')) return { label: 'utf-16le', bomBytes: 2 };
  if (hex.startsWith('feff')) return { label: 'utf-16be', bomBytes: 2 };
  return null;
}

/** Without a mark, UTF-16 and UTF-32 of mostly western text show zeros at fixed places of each unit. */
function wideEncoding(sample: Buffer): string | null {
  const length = sample.length - (sample.length % 4);
  if (length < 4) return null;
  const zeros = [0, 0, 0, 0];
  for (let at = 0; at < length; at++) if (sample[at] === 0) zeros[at % 4]! += 1;
  const share = zeros.map((count) => count / (length / 4));
  const [a, b, c, d] = share as [number, number, number, number];
  if (a < 0.1 && b > 0.7 && c > 0.9 && d > 0.95) return 'utf-32le';
  if (d < 0.1 && c > 0.7 && b > 0.9 && a > 0.95) return 'utf-32be';
  if (a < 0.1 && c < 0.1 && b > 0.4 && d > 0.4) return 'utf-16le';
  if (b < 0.1 && d < 0.1 && a > 0.4 && c > 0.4) return 'utf-16be';
  return null;
}

const WIDE = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] as const;
/** Enough to tell; what is no text costs no more. */
const WIDE_SAMPLE_BYTES = 4096;

/**
 * The same for other scripts, whose units have no zeros at fixed places: the encoding in which the bytes are text. Only
 * for bytes that cannot be text of one byte a character: two letters of ASCII make a Chinese character.
 */
function legibleWide(sample: Buffer): string | null {
  const bytes = sample.subarray(0, Math.min(WIDE_SAMPLE_BYTES, sample.length - (sample.length % 4)));
  for (const label of WIDE) {
    const text = decoderOf(label)(bytes, false);
    if (!/[\p{Cn}\p{Co}\p{Cs}\ufffd\0]/u.test(text) && legibility(text) > 0.8) return label;
  }
  return null;
}

/** Text holds next to no control characters; a log may have a few. */
function looksBinary(sample: Buffer): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27 && byte !== 8)
      controls++;
  }
  return controls > sample.length / 100;
}

/** The sample may end inside a character of several bytes. */
function withoutTornTail(sample: Buffer): Buffer {
  if (sample.length < SAMPLE_BYTES) return sample;
  let end = sample.length;
  while (end > sample.length - 4 && (sample[end - 1]! & 0xc0) === 0x80) end--;
  return sample.subarray(0, sample[end - 1]! >= 0xc0 ? end - 1 : end);
}
