import { gunzip, gzipBytes, gzipName } from '../container/gzip.ts';
import { collect } from '../container/zip.ts';
import type { Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';

/** A gzip file: the one document in it. */
export async function extractGzip(source: ByteSource, out: Extraction): Promise<void> {
  const content = await collect(gunzip(source, out), out, gzipBytes(source, out.limits.maxRatio));
  await out.member(content, gzipName(source) ?? 'content');
}
