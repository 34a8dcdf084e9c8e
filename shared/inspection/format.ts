import { isCms } from './container/cms.ts';
import { isTarHeader } from './container/tar.ts';
import { isTnef } from './container/tnef.ts';
import { decodeChunks, detectEncoding, type Encoding } from './decode.ts';
import type { ByteSource } from './source.ts';

/** What the bytes of a document are. The containers `zip` and `cfb` are refined by their readers. */
export type Format =
  | TextFormat
  | 'pdf'
  | 'zip'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'odt'
  | 'ods'
  | 'odp'
  | 'epub'
  | 'rtf'
  | 'gzip'
  | 'tar'
  | 'cfb'
  | 'cms'
  | 'tnef'
  | 'msg'
  | 'doc'
  | 'xls'
  | 'ppt'
  | ImageFormat
  | 'unknown';

export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'tiff' | 'webp' | 'bmp';

export type TextFormat =
  | 'text'
  | 'csv'
  | 'json'
  | 'xml'
  | 'html'
  | 'eml'
  | 'yaml'
  | 'markdown'
  | 'pgp'
  | FlatFormat;

/** OpenDocument as a single file of XML. */
export type FlatFormat = 'fodt' | 'fods' | 'fodp';

/** What a document is, and for text in which encoding. */
export interface Identified {
  readonly format: Format;
  readonly encoding: Encoding | null;
}

const HEAD_BYTES = 4096;
const HEAD_CHARS = 16 * 1024;

/** Decides by the bytes alone what a document is; names and declared types lie too often. */
export function identify(source: ByteSource): Identified {
  const head = source.read(0, HEAD_BYTES);
  const binary = binaryFormat(head);
  if (binary) return { format: binary, encoding: null };
  const encoding = detectEncoding(source);
  if (!encoding) return { format: 'unknown', encoding: null };
  return { format: textFormat(firstText(source, encoding)), encoding };
}

function firstText(source: ByteSource, encoding: Encoding): string {
  for (const chunk of decodeChunks(source, encoding)) return chunk.slice(0, HEAD_CHARS);
  return '';
}

/** Signatures at the start, as the formats' specifications give them. */
const SIGNATURES: readonly (readonly [hex: string, format: Format])[] = [
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['504b0708', 'zip'],
  ['1f8b08', 'gzip'],
  ['d0cf11e0a1b11ae1', 'cfb'],
  ['7b5c727466', 'rtf'],
  ['89504e470d0a1a0a', 'png'],
  ['ffd8ff', 'jpeg'],
  ['474946383761', 'gif'],
  ['474946383961', 'gif'],
  ['49492a00', 'tiff'],
  ['4d4d002a', 'tiff'],
];

function binaryFormat(head: Buffer): Format | null {
  const hex = head.toString('hex', 0, 8);
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known) return known[1];
  // Readers of PDF accept its header anywhere in the first kilobyte.
  if (head.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (head.toString('latin1', 0, 2) === 'BM' && head.length > 26 && head.readUInt32LE(6) === 0) return 'bmp';
  if (isTarHeader(head)) return 'tar';
  if (isCms(head)) return 'cms';
  if (isTnef(head)) return 'tnef';
  return null;
}

/** The kind of text, by how it begins. Source code, logs and prose are all `text`. */
export function textFormat(head: string): TextFormat {
  const start = head.trimStart();
  if (/^<(?:!doctype html|html|head|body)\b/i.test(start)) return 'html';
  if (/^<(?:\?xml|!DOCTYPE)\s/.test(start)) {
    return flatOpenDocument(start) ?? (/<html\b/i.test(start) ? 'html' : 'xml');
  }
  if (/^<[A-Za-z_][\w.:-]{0,100}[\s/>]/.test(start)) return htmlElement(start) ? 'html' : 'xml';
  if (/^(?:\{\s*["}]|\[\s*(?:[[{"\]]|-?\d|true\b|false\b|null\b))/.test(start)) return 'json';
  if (isMessage(head)) return 'eml';
  if (delimiterOf(head)) return 'csv';
  if (start.startsWith('-----BEGIN PGP MESSAGE-----')) return 'pgp';
  if (/^(?:---|%YAML)\s/.test(start)) return 'yaml';
  if (/^(?:#{1,6} \S|```)/.test(start)) return 'markdown';
  return 'text';
}

function flatOpenDocument(start: string): FlatFormat | null {
  const kind =
    /<office:document\s[^>]{0,8000}office:mimetype="application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/;
  switch (kind.exec(start)?.[1]) {
    case 'text':
      return 'fodt';
    case 'spreadsheet':
      return 'fods';
    case 'presentation':
      return 'fodp';
    default:
      return null;
  }
}

function htmlElement(start: string): boolean {
  return /^<(?:p|div|span|table|h[1-6]|ul|ol|a|br|meta|title|style|script|form|section|article|b|i|img)\b/i.test(
    start,
  );
}

const MESSAGE_HEADERS =
  /^(?:from|to|cc|subject|date|received|mime-version|message-id|return-path|delivered-to|content-type|reply-to|x-[\w-]{1,60}|dkim-signature|authentication-results|arc-[\w-]{1,60}):/i;

/** An e-mail begins with header fields, two of them well known, up to a blank line (RFC 5322, 2.1). */
function isMessage(head: string): boolean {
  const lines = head.split(/\r?\n/, 60);
  let known = 0;
  for (const [index, line] of lines.entries()) {
    if (index === 0 && /^From \S+ /.test(line)) continue;
    if (line === '') return known >= 2;
    if (/^[ \t]/.test(line) && index > 0) continue;
    if (!/^[\w-]{1,76}:/.test(line)) return false;
    if (MESSAGE_HEADERS.test(line)) known++;
  }
  return known >= 3;
}

/**
 * The delimiter of a table in text, or null when it is none: the same number of cells in nearly all lines of the
 * beginning. Prose has commas too, with a blank after them: those need a first line of short names, and so do two
 * columns.
 */
export function delimiterOf(head: string): string | null {
  const stated = /^sep=([;,|\t])\r?\n/i.exec(head)?.[1];
  if (stated) return stated;
  const records = recordsOf(head.slice(0, 8192), head.length > 8192).slice(0, 40);
  if (records.length < 2) return null;
  for (const delimiter of DELIMITERS) {
    const counts = records.map(({ cells }) => cells[delimiter]);
    const first = counts[0]!;
    if (first < 2) continue;
    const same = counts.filter((count) => count === first).length;
    if (same < Math.max(2, records.length * 0.9)) continue;
    const sure = delimiter === '\t' || (first >= 3 && !likeProse(records, delimiter));
    if (sure || headerLike(records[0]!.text, delimiter)) return delimiter;
  }
  return null;
}

/** Most of its separators have a blank after them, and none of them one before it. */
function likeProse(records: readonly Record[], delimiter: string): boolean {
  const text = records.map((record) => record.text).join('\n');
  const apart = text.split(`${delimiter} `).length - 1;
  return apart * 2 > text.split(delimiter).length - 1 && !text.includes(` ${delimiter}`);
}

const DELIMITERS = ['\t', ';', '|', ','] as const;

interface Record {
  readonly text: string;
  readonly cells: { [delimiter in (typeof DELIMITERS)[number]]: number };
}

/** Lines, where a line break in quotes does not end one. Empty ones are left out, and the last one when it is `cut`. */
function recordsOf(head: string, cut: boolean): Record[] {
  const records: Record[] = [];
  const cells = { '\t': 1, ';': 1, '|': 1, ',': 1 };
  let start = 0;
  let quoted = false;
  for (let at = 0; at < head.length; at++) {
    const char = head[at]!;
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '\t' || char === ';' || char === '|' || char === ',') cells[char]++;
    else if (char === '\n') {
      const text = head.slice(start, at).trimEnd();
      if (text !== '') records.push({ text, cells: { ...cells } });
      Object.assign(cells, { '\t': 1, ';': 1, '|': 1, ',': 1 });
      start = at + 1;
    }
  }
  const last = head.slice(start).trimEnd();
  if (!cut && last !== '') records.push({ text: last, cells });
  return records;
}

/** Short names; a sentence ends in a full stop, or goes on for more words. */
function headerLike(line: string, delimiter: string): boolean {
  const name = /^\s*"?[\p{L}_][\p{L}\p{N}_.()/#-]{0,40}(?: [\p{L}\p{N}_.()/#-]{1,40}){0,3}"?\s*$/u;
  return !line.endsWith('.') && line.split(delimiter).every((cell) => name.test(cell));
}
