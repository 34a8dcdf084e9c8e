import { decodeChunks, type Encoding } from '../decode.ts';
import type { Extraction } from '../extraction.ts';
import { createMarkupReader, eachAttribute } from '../markup/reader.ts';
import type { ByteSource } from '../source.ts';

/** Deeper elements are still read, their path is shown up to here. */
const MAX_PATH_STEPS = 12;
/** A text is passed on at least this often, wherever its element ends. */
const MAX_TEXT_CHARS = 256 * 1024;

/** XML: the text of each element and every attribute, named by the elements around it. */
export function extractXml(source: ByteSource, encoding: Encoding, out: Extraction): void {
  const path: string[] = [];
  let depth = 0;
  let pending = '';
  let line = 1;

  const place = () => ({ kind: 'path', name: `/${path.join('/')}`, line }) as const;
  const flush = () => {
    if (pending.trim() !== '') out.text(pending, place(), path.slice(-3));
    pending = '';
  };
  const reader = createMarkupReader({
    start(name, attributes) {
      flush();
      depth++;
      if (depth <= MAX_PATH_STEPS) path.push(name);
      line = reader.line();
      for (const [key, value] of eachAttribute(attributes)) {
        if (value.trim() !== '') out.text(value, place(), [name, key]);
      }
    },
    end() {
      flush();
      if (depth <= MAX_PATH_STEPS) path.pop();
      depth = Math.max(0, depth - 1);
    },
    text(text) {
      if (pending === '') line = reader.line();
      pending += text;
      if (pending.length > MAX_TEXT_CHARS) flush();
    },
    comment(text) {
      line = reader.line();
      if (text.trim() !== '') out.text(text, place());
    },
  });
  for (const chunk of decodeChunks(source, encoding)) reader.write(chunk);
  reader.end();
  flush();
}
