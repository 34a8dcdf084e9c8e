import type { Extraction } from '../extraction.ts';
import { guarded } from '../guarded.ts';
import { type ByteSource, memorySource, readAll } from '../source.ts';
import { LABEL_PROPERTY } from './label-property.ts';
import { extractOle1 } from './ole-object.ts';
import { readRtf } from './rtf-reader.ts';

/** Rich text: its paragraphs and cells, headers, footers, notes, text boxes, links, properties and embedded objects. */
export async function extractRtf(source: ByteSource, out: Extraction): Promise<void> {
  const objects: Buffer[] = [];
  const pictures: Buffer[] = [];
  let paragraph = 0;
  const isWhole = readRtf(readAll(source).toString('latin1'), {
    paragraph(text, names, part) {
      if (part === 'comment') return out.text(text, { kind: 'comment' }, names);
      paragraph++;
      out.text(text, { kind: 'paragraph', line: paragraph, ...(part === null ? {} : { name: part }) }, names);
    },
    property(name, text) {
      if (LABEL_PROPERTY.test(name)) out.label(text);
      out.text(text, { kind: 'property', name }, [name]);
    },
    link: (target) => out.text(target, { kind: 'text', name: 'link' }, ['link']),
    object: (bytes) => void objects.push(bytes),
    picture: (bytes) => void pictures.push(bytes),
    keepsPictures: out.limits.ocr !== null,
  });
  if (!isWhole) out.gap('truncated');
  for (const picture of pictures) await out.picture('picture', () => memorySource(picture));
  for (const object of objects) await guarded(out, () => extractOle1(object, out));
}
