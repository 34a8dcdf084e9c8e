import type { Extraction } from '../../extraction.ts';
import { attribute, type MarkupHandlers } from '../../markup/reader.ts';
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
    if (part.startsWith('word/charts/')) {
      await parts.readXml(part, leafReader(out, { kind: 'text', name }));
      continue;
    }
    const body = name === 'document';
    const kind = /^comments/.test(name) ? 'comment' : /notes$/.test(name) ? 'note' : 'paragraph';
    const reader = paragraphReader(out, (paragraph, page) =>
      body
        ? { kind, ...(page === undefined ? {} : { page }), line: paragraph }
        : { kind, line: paragraph, ...(kind === 'comment' ? {} : { name }) },
    );
    await parts.readXml(part, reader);
    await extractLinks(parts, part, { kind: 'text', name: 'link' }, out);
  }
  await parts.readXml('word/settings.xml', settingsReader(out));
  await extractPackageExtras(parts, out);
}

/** Variables of macros, and the database that letters are filled from, with its password. */
function settingsReader(out: Extraction): MarkupHandlers {
  return {
    start(name, attributes) {
      if (name !== 'docVar' && name !== 'connectString' && name !== 'query') return;
      const value = attribute(attributes, 'val');
      const label = attribute(attributes, 'name') ?? name;
      if (value) out.text(value, { kind: 'property', name: label }, [label]);
    },
    end: () => undefined,
    text: () => undefined,
  };
}

/** `word/header2.xml` → `header`. */
function partName(part: string): string {
  if (part.startsWith('word/diagrams/')) return 'diagram';
  return part.replace(/^word\/(?:.*\/)?/, '').replace(/\d*\.xml$/, '');
}
