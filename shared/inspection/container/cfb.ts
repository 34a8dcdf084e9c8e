import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';

/** A stream of a compound file. */
export interface CfbStream {
  /** Names of its storages and its own, joined by `/`. */
  readonly path: string;
  readonly size: number;
  read(): Buffer;
}

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const LAST_SECTOR = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const MAX_ENTRIES = 20_000;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/**
 * The streams of a Compound File Binary container (MS-CFB): Outlook messages, old Office documents, encrypted new
 * ones, embedded objects. Throws `Unreadable`; chains that run in circles or out of the file are `corrupt`.
 */
export function openCfb(source: ByteSource): CfbStream[] {
  const header = source.read(0, HEADER_BYTES);
  if (header.length < HEADER_BYTES) throw new Unreadable('truncated');
  const sectorBytes = 1 << header.readUInt16LE(30);
  const miniBytes = 1 << header.readUInt16LE(32);
  const miniCutoff = header.readUInt32LE(56);
  if ((sectorBytes !== 512 && sectorBytes !== 4096) || miniBytes !== 64) throw new Unreadable('corrupt');

  const sector = (index: number) => source.read((index + 1) * sectorBytes, (index + 2) * sectorBytes);
  const fat = readFat(header, sector, sectorBytes, Math.ceil(source.size / sectorBytes));
  const chain = (start: number, size: number) => followChain(start, size, fat, sectorBytes, sector);
  const entries = readEntries(chain(header.readUInt32LE(48), Number.POSITIVE_INFINITY));
  const root = entries[0];
  if (root?.type !== 5) throw new Unreadable('corrupt');
  const miniFat = words(chain(header.readUInt32LE(60), Number.POSITIVE_INFINITY));
  const miniStream = chain(root.start, root.size);
  const miniSector = (index: number) => miniStream.subarray(index * miniBytes, (index + 1) * miniBytes);

  return pathsOf(entries).map(({ path, entry }) => ({
    path,
    size: entry.size,
    read: () =>
      entry.size < miniCutoff
        ? followChain(entry.start, entry.size, miniFat, miniBytes, miniSector)
        : chain(entry.start, entry.size),
  }));
}

function readFat(
  header: Buffer,
  sector: (index: number) => Buffer,
  sectorBytes: number,
  sectorCount: number,
): readonly number[] {
  const locations = words(header.subarray(76)).filter((index) => index < LAST_SECTOR);
  let next = header.readUInt32LE(68);
  for (let seen = 0; next < LAST_SECTOR && seen < sectorCount; seen++) {
    const list = words(sector(next));
    next = list[sectorBytes / 4 - 1] ?? LAST_SECTOR;
    for (const index of list.slice(0, -1)) if (index < LAST_SECTOR) locations.push(index);
  }
  if (locations.length > sectorCount) throw new Unreadable('corrupt');
  return locations.flatMap((index) => words(sector(index)));
}

function followChain(
  start: number,
  size: number,
  table: readonly number[],
  sectorBytes: number,
  sector: (index: number) => Buffer,
): Buffer {
  const parts: Buffer[] = [];
  let bytes = 0;
  for (let index = start; index < LAST_SECTOR && bytes < size; index = table[index] ?? NO_ENTRY) {
    if (parts.length > table.length) throw new Unreadable('corrupt');
    const part = sector(index);
    if (part.length === 0) throw new Unreadable('truncated');
    parts.push(part);
    bytes += sectorBytes;
  }
  if (Number.isFinite(size) && bytes < size) throw new Unreadable('truncated');
  return Buffer.concat(parts).subarray(0, Math.min(bytes, size));
}

function words(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) found.push(bytes.readUInt32LE(at));
  return found;
}

function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length && entries.length < MAX_ENTRIES; at += ENTRY_BYTES) {
    const nameBytes = Math.max(0, Math.min(64, directory.readUInt16LE(at + 64)) - 2);
    entries.push({
      name: directory.toString('utf16le', at, at + nameBytes),
      type: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

/** The directory is a tree of trees; each entry is visited once, however its pointers run. */
function pathsOf(entries: readonly Entry[]): { path: string; entry: Entry }[] {
  const found: { path: string; entry: Entry }[] = [];
  const visited = new Set<number>();
  const waiting: { index: number; folder: string }[] = [{ index: entries[0]!.child, folder: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { index, folder } = next;
    const entry = entries[index];
    if (!entry || visited.has(index)) continue;
    visited.add(index);
    waiting.push({ index: entry.right, folder }, { index: entry.left, folder });
    if (entry.type === 1) waiting.push({ index: entry.child, folder: `${folder}${entry.name}/` });
    if (entry.type === 2) found.push({ path: folder + entry.name, entry });
  }
  return found;
}
