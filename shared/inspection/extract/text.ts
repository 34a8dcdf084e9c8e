import type { Encoding } from '../decode.ts';
import { decodeChunks } from '../decode.ts';
import { advance, type Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';

/** Kept from the piece before, so that a value or its context at a cut is still seen whole. */
const OVERLAP_CHARS = 4 * 1024;

/** Plain text, source code, logs: the text with its lines. */
export function extractText(source: ByteSource, encoding: Encoding, out: Extraction): void {
  let tail = '';
  let position = { line: 1, column: 1 };
  for (const chunk of decodeChunks(source, encoding)) {
    const text = tail + chunk;
    out.text(text, { kind: 'text', line: position.line, column: position.column });
    const keep = overlapStart(text);
    position = advance(text, 0, keep, position);
    tail = text.slice(keep);
  }
}

/** Preferably the start of a line, so that what people are shown begins there. */
function overlapStart(text: string): number {
  const earliest = Math.max(0, text.length - OVERLAP_CHARS);
  const lineStart = text.indexOf('\n', earliest) + 1;
  return lineStart > 0 && lineStart <= text.length - OVERLAP_CHARS / 2 ? lineStart : earliest;
}
