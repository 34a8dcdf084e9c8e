import { signedContent } from '../container/cms.ts';
import type { Extraction } from '../extraction.ts';
import { type ByteSource, memorySource, readAll } from '../source.ts';

/** S/MIME: the content of what is signed. A signature alone holds nothing to read. */
export async function extractCms(source: ByteSource, out: Extraction): Promise<void> {
  const content = signedContent(readAll(source));
  if (content) await out.member(memorySource(content), 'signed content');
}
