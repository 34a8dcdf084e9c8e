import type { Extraction } from '../extraction.ts';
import { type ByteSource, readAll } from '../source.ts';
import { readRtf } from './rtf-reader.ts';

/** Rich text: its paragraphs, with headers, footers, notes and form fields in their order. */
export function extractRtf(source: ByteSource, out: Extraction): void {
  let paragraph = 0;
  readRtf(readAll(source).toString('latin1'), (text) => {
    if (text.trim() === '') return;
    paragraph++;
    out.text(text, { kind: 'paragraph', line: paragraph });
  });
}
