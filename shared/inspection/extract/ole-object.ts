import type { CfbStream } from '../container/cfb.ts';
import type { Extraction } from '../extraction.ts';
import { guarded } from '../guarded.ts';
import { memorySource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';

const NATIVE = '\u0001Ole10Native';
/** Streams in which an embedded object keeps its file. */
const FILES = new Set(['Package', 'CONTENTS', NATIVE]);

/** The files of an embedded object in a compound file. Throws `Unreadable` when there is none. */
export async function extractObjectStreams(streams: readonly CfbStream[], out: Extraction): Promise<void> {
  const files = streams.filter(({ path }) => FILES.has(path));
  if (files.length === 0) throw new Unreadable('unsupported_format');
  for (const { path, read } of files) {
    await guarded(out, async () => {
      // A native stream begins with its own size.
      if (path === NATIVE) await extractPackaged(read().subarray(4), out);
      else await out.member(memorySource(read()), 'object');
    });
  }
}

/**
 * An embedded object as older programs and RTF keep it (MS-OLEDS 2.2.4): version, kind, three names with their length,
 * then the data, of which `Package` is any file.
 */
export async function extractOle1(bytes: Buffer, out: Extraction): Promise<void> {
  let at = 8;
  const text = () => {
    const length = bytes.readUInt32LE(at);
    at += 4 + length;
    return bytes.toString('latin1', at - length, at - 1);
  };
  let kind: string;
  let data: Buffer;
  try {
    kind = text();
    text();
    text();
    data = bytes.subarray(at + 4, at + 4 + bytes.readUInt32LE(at));
  } catch {
    throw new Unreadable('corrupt');
  }
  if (kind === 'Package') await extractPackaged(data, out);
  else await out.member(memorySource(data), 'object');
}

/** Flags, label, file name, more flags, path, and then the file itself with its size before it. */
async function extractPackaged(bytes: Buffer, out: Extraction): Promise<void> {
  let name: string;
  let content: Buffer;
  try {
    const labelEnd = bytes.indexOf(0, 2);
    const nameEnd = bytes.indexOf(0, labelEnd + 1);
    const start = nameEnd + 9 + bytes.readUInt32LE(nameEnd + 5);
    name = bytes.toString('latin1', 2, labelEnd);
    content = bytes.subarray(start + 4, start + 4 + bytes.readUInt32LE(start));
  } catch {
    throw new Unreadable('corrupt');
  }
  await out.member(memorySource(content), name === '' ? 'object' : name);
}
