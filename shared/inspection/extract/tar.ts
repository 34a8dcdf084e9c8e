import type { Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';

const BLOCK = 512;
/** Links, devices, folders, pipes and headers; whatever else a member claims to be is read as a file. */
const NO_FILE = new Set(['1', '2', '3', '4', '5', '6', 'g', 'K']);
const LONG_NAME = 'L';
const PAX_HEADER = 'x';

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** A tar archive (POSIX ustar, with the long names of GNU and pax). Links and devices hold nothing to read. */
export async function extractTar(source: ByteSource, out: Extraction): Promise<void> {
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= source.size; ) {
    const block = source.read(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const header = parseHeader(block);
    const start = at + BLOCK;
    const end = start + header.size;
    at = start + Math.ceil(header.size / BLOCK) * BLOCK;
    if (header.type === LONG_NAME) longName = textOf(source.read(start, Math.min(end, start + 4096)));
    else if (header.type === PAX_HEADER) longName = paxPath(source.read(start, Math.min(end, start + 65536)));
    else {
      if (!NO_FILE.has(header.type)) await extractMember(source, start, end, longName ?? header.name, out);
      longName = null;
    }
  }
}

async function extractMember(
  source: ByteSource,
  start: number,
  end: number,
  name: string,
  out: Extraction,
): Promise<void> {
  if (end > source.size) out.gap('truncated');
  const size = Math.min(end, source.size) - start;
  await out.member({ size, read: (from, to) => source.read(start + from, start + Math.min(to, size)) }, name);
}

function parseHeader(block: Buffer): Header {
  const stored = octal(block.subarray(148, 156));
  let sum = 8 * 32;
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
  if (stored !== sum) throw new Unreadable('corrupt');
  const prefix = textOf(block.subarray(345, 500));
  const name = textOf(block.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: sizeOf(block.subarray(124, 136)),
    type: String.fromCharCode(block[156]!),
  };
}

/** Sizes from 8 GiB on are binary, marked by the top bit (GNU). */
function sizeOf(field: Buffer): number {
  return (field[0]! & 0x80) === 0 ? octal(field) : Number(field.readBigUInt64BE(4));
}

function octal(field: Buffer): number {
  return Number.parseInt(textOf(field).trim() || '0', 8);
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? field.length : end);
}

/** Records are `length key=value\n`. */
function paxPath(records: Buffer): string | null {
  return /(?:^|\n)\d{1,10} path=([^\n]{1,4096})\n/.exec(records.toString('utf8'))?.[1] ?? null;
}
