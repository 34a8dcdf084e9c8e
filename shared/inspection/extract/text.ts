import type { Encoding } from '../decode.ts';
import { decodeChunks } from '../decode.ts';
import type { Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';

/** Plain text, source code, logs: the text with its lines. */
export function extractText(source: ByteSource, encoding: Encoding, out: Extraction): void {
  out.text(decodeChunks(source, encoding), { kind: 'text', line: 1, column: 1 });
}
