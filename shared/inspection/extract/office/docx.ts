import type { Extraction } from '../../extraction.ts';
import { extractLinks, extractPackageExtras, leafReader } from './common.ts';
import type { OfficePackage } from './package.ts';
import { paragraphReader } from './paragraphs.ts';

/** Parts that describe looks, not content. */
const LOOKS = /^word\/(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering|theme\/.*)\.xml$/;

/**
 * Word documents: body, tables, text boxes, headers, footers, notes, comments, tracked deletions, glossary, charts,
 * diagrams, links, properties and embedded documents.
 */
export async function extractDocx(parts: OfficePackage, out: Extraction): Promise<void> {
  if (!parts.names.some((part) => /^word\/document\d*\.xml$/.test(part))) out.gap('corrupt');
  for (const part of parts.names) {
    if (!/^word\/.*\.xml$/.test(part) || LOOKS.test(part)) continue;
    const name = partName(part);
    if (/^word\/(?:charts|diagrams)\//.test(part)) {
      await parts.readXml(part, leafReader(out, { kind: 'text', name }));
      continue;
    }
    const body = name === 'document';
    const kind = /^comments/.test(name) ? 'comment' : /notes$/.test(name) ? 'note' : 'paragraph';
    const reader = paragraphReader(out, (paragraph, page) =>
      body
        ? { kind, page, line: paragraph }
        : { kind, line: paragraph, ...(kind === 'comment' ? {} : { name }) },
    );
    await parts.readXml(part, reader);
    await extractLinks(parts, part, { kind: 'text', name: 'link' }, out);
  }
  await extractPackageExtras(parts, out);
}

/** `word/header2.xml` → `header`. */
function partName(part: string): string {
  return part.replace(/^word\/(?:.*\/)?/, '').replace(/\d*\.xml$/, '');
}
