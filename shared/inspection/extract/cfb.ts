import { openCfb } from '../container/cfb.ts';
import type { Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';
import { extractMsg, PROPERTIES } from './msg.ts';
import { extractObjectStreams } from './ole-object.ts';

/** Compound files: Outlook messages and embedded objects are read, old Office documents are named. */
export async function extractCfb(source: ByteSource, out: Extraction): Promise<void> {
  const streams = openCfb(source);
  const has = (path: string) => streams.some((stream) => stream.path === path);
  if (has('EncryptedPackage')) throw new Unreadable('encrypted');
  if (has(PROPERTIES)) {
    out.format('msg');
    return extractMsg(streams, out);
  }
  if (has('WordDocument')) out.format('doc');
  else if (has('Workbook') || has('Book')) out.format('xls');
  else if (has('PowerPoint Document')) out.format('ppt');
  await extractObjectStreams(streams, out);
}
