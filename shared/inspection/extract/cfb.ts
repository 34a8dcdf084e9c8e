import { type CfbStream, openCfb } from '../container/cfb.ts';
import type { Extraction } from '../extraction.ts';
import { type ByteSource, memorySource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';
import { extractMsg } from './msg.ts';
import { extractNative } from './ole-object.ts';

const NATIVE_OBJECT = '\u0001Ole10Native';
/** Streams in which an embedded object keeps its file. */
const OBJECTS = new Set(['Package', 'CONTENTS', NATIVE_OBJECT]);

/** Compound files: Outlook messages and embedded objects are read, old Office documents are named. */
export async function extractCfb(source: ByteSource, out: Extraction): Promise<void> {
  const streams = openCfb(source);
  const has = (path: string) => streams.some((stream) => stream.path === path);
  if (has('EncryptedPackage')) throw new Unreadable('encrypted');
  if (has('__properties_version1.0')) {
    out.format('msg');
    return extractMsg(streams, out);
  }
  if (has('WordDocument')) out.format('doc');
  else if (has('Workbook') || has('Book')) out.format('xls');
  else if (has('PowerPoint Document')) out.format('ppt');
  const objects = streams.filter(({ path }) => OBJECTS.has(path));
  if (objects.length === 0) throw new Unreadable('unsupported_format');
  for (const object of objects) await extractObject(object, out);
}

async function extractObject(object: CfbStream, out: Extraction): Promise<void> {
  const bytes = object.read();
  if (object.path === NATIVE_OBJECT) await extractNative(bytes, out);
  else await out.member(memorySource(bytes), 'object');
}
