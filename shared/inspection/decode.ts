import { isAscii, isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import type { ByteSource } from './source.ts';

/** Bytes looked at to guess an encoding, and decoded at a time. */
const SAMPLE_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** An encoding that Node can decode, and the length of the byte order mark to skip. */
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
  if (looksBinary(sample)) return null;
  if (isAscii(sample) || isUtf8(withoutTornTail(sample))) return { label: 'utf-8', bomBytes: 0 };
  // A log in UTF-8 may have a stray zero; text in a code page that has some is no text.
  return sample.includes(0) ? null : { label: guessLegacy(sample), bomBytes: 0 };
}

/** The text in pieces of some 256 K characters; bytes that the encoding does not know become U+FFFD. */
export function* decodeChunks(source: ByteSource, encoding: Encoding): Generator<string> {
  const decoder = encoding.label.startsWith('utf-32')
    ? utf32Decoder(encoding.label === 'utf-32be')
    : streamDecoder(encoding.label);
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

/** The best guess that Node can decode; every single-byte page keeps ASCII, so digits and tokens survive a wrong one. */
function guessLegacy(sample: Buffer): string {
  for (const { name } of analyse(sample)) {
    if (name.startsWith('UTF-')) continue;
    try {
      return new TextDecoder(name).encoding;
    } catch {
      // Not known here; take the next best.
    }
  }
  return 'windows-1252';
}
