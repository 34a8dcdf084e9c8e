import type { Extraction } from '../../extraction.ts';
import { attribute } from '../../markup/reader.ts';
import type { Place } from '../../text.ts';
import { extractLinks, extractPackageExtras, leafReader } from './common.ts';
import type { OfficePackage, Relationship } from './package.ts';
import { paragraphReader } from './paragraphs.ts';

const PRESENTATION = 'ppt/presentation.xml';

/** What stands on every slide, or on every page of notes. */
const MASTERS = /^ppt\/(?:slideMasters|slideLayouts|notesMasters|handoutMasters)\/[^/]+\.xml$/;

/** Presentations: slides in the order people see them, hidden ones too, with notes, comments, charts and diagrams, and their masters. */
export async function extractPptx(parts: OfficePackage, out: Extraction): Promise<void> {
  if (!parts.names.includes(PRESENTATION)) out.gap('corrupt');
  const order = await slideOrder(parts);
  for (const [index, slide] of order.entries()) {
    const number = index + 1;
    await parts.readXml(
      slide,
      paragraphReader(out, () => ({ kind: 'slide', page: number })),
    );
    await extractLinks(parts, slide, { kind: 'slide', page: number }, out);
    for (const related of (await parts.relationships(slide)).values())
      await extractRelated(parts, related, number, out);
  }
  for (const part of parts.names.filter((name) => MASTERS.test(name))) {
    await parts.readXml(
      part,
      paragraphReader(out, () => ({ kind: 'text', name: 'slide master' })),
    );
  }
  await extractPackageExtras(parts, out);
}

async function extractRelated(
  parts: OfficePackage,
  related: Relationship,
  slide: number,
  out: Extraction,
): Promise<void> {
  if (related.external) return;
  const place: Place = { kind: 'slide', page: slide };
  if (related.type === 'notesSlide') {
    await parts.readXml(
      related.target,
      paragraphReader(out, () => ({ kind: 'note', page: slide })),
    );
  } else if (related.type === 'comments') {
    const comment: Place = { ...place, name: 'comment' };
    // Those of today have paragraphs of runs, older ones a plain text.
    const modern = /modernComment/.test(related.target);
    await parts.readXml(
      related.target,
      modern ? paragraphReader(out, () => comment) : leafReader(out, comment),
    );
  } else if (related.type === 'diagramData') {
    await parts.readXml(
      related.target,
      paragraphReader(out, () => place),
    );
  } else if (related.type === 'chart') await parts.readXml(related.target, leafReader(out, place));
}

/** By the presentation's list; slides that it does not name come last, by their number. */
async function slideOrder(parts: OfficePackage): Promise<string[]> {
  const related = await parts.relationships(PRESENTATION);
  const listed = new Set<string>();
  await parts.readXml(PRESENTATION, {
    start(name, attributes) {
      const target = name === 'sldId' ? related.get(attribute(attributes, 'r:id') ?? '')?.target : undefined;
      if (target) listed.add(target);
    },
    end: () => undefined,
    text: () => undefined,
  });
  const all = parts.names.filter((name) => /^ppt\/slides\/[^/]+\.xml$/.test(name));
  const number = (name: string) => Number(/(\d{1,9})\.xml$/.exec(name)?.[1] ?? 0);
  const rest = all.filter((name) => !listed.has(name)).sort((a, b) => number(a) - number(b));
  return [...listed, ...rest];
}
