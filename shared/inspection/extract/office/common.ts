import type { Extraction } from '../../extraction.ts';
import { attribute, type MarkupHandlers } from '../../markup/reader.ts';
import type { Place } from '../../text.ts';
import { LABEL_PROPERTY } from '../label-property.ts';
import type { OfficePackage } from './package.ts';

/** What belongs to office documents and holds no text of its own. Anything else in a package was put there. */
const PACKAGE_PART =
  /\.(?:xml|rels|vml|bin|png|jpe?g|gif|svg|emf|wmf|tiff?|bmp|wdp|ico|odttf|fntdata|ttf|mp[34]|m4[av]|wav|mov|wmv|glb)$/i;

/** Pictures in which text can be read. */
export const PICTURE = /\.(?:png|jpe?g|bmp|webp|gif|tiff?)$/i;

/** What all office documents share: properties, labels, embedded documents, links to the outside. */
export async function extractPackageExtras(parts: OfficePackage, out: Extraction): Promise<void> {
  for (const name of parts.names) {
    if (/^docProps\/(?:core|app|custom)\.xml$/.test(name)) await parts.readXml(name, propertyReader(out));
    else if (/^docMetadata\/LabelInfo\.xml$/.test(name)) await parts.readXml(name, labelInfoReader(out));
    else if (/^customXml\/item\d{1,6}\.xml$/.test(name)) {
      await parts.readXml(name, leafReader(out, { kind: 'property', name: 'custom data' }));
    } else if (/^[a-z]{1,8}\/media\//.test(name) && PICTURE.test(name)) await parts.picture(name);
    else if (/^[a-z]{1,8}\/embeddings\//.test(name) || !PACKAGE_PART.test(name)) await parts.embedded(name);
  }
}

/** Addresses that a part links to: they may carry people, tokens and passwords. */
export async function extractLinks(
  parts: OfficePackage,
  part: string,
  place: Place,
  out: Extraction,
): Promise<void> {
  for (const { external, type, target } of (await parts.relationships(part)).values()) {
    if (external && type === 'hyperlink') out.text(target, place, ['link']);
  }
}

/** Emits the text of each element that holds text, with the element's name as its label. */
export function leafReader(out: Extraction, place: Place): MarkupHandlers {
  const names: string[] = [];
  return {
    start(name, attributes) {
      if (names.length < 1000) names.push(name);
      const value = attribute(attributes, 'v') ?? attribute(attributes, 'val');
      if (value) out.text(value, place, [name]);
    },
    end: () => void names.pop(),
    text(text) {
      if (text.trim() !== '') out.text(text, place, names.slice(-2));
    },
  };
}

function propertyReader(out: Extraction): MarkupHandlers {
  let element = '';
  let property: string | null = null;
  return {
    start(name, attributes) {
      element = name;
      if (name === 'property') property = attribute(attributes, 'name');
    },
    end(name) {
      if (name === 'property') property = null;
    },
    text(text) {
      const name = property ?? element;
      if (text.trim() === '') return;
      if (property !== null && LABEL_PROPERTY.test(property)) out.label(text);
      out.text(text, { kind: 'property', name }, [name]);
    },
  };
}

/** Current Office keeps only the label's id here (MS-OFFCRYPTO 2.6.3); tenants know their ids. */
function labelInfoReader(out: Extraction): MarkupHandlers {
  return {
    start(name, attributes) {
      if (name !== 'label' || attribute(attributes, 'removed') === '1') return;
      const id = attribute(attributes, 'id');
      if (id) out.label(id.replace(/^\{|\}$/g, ''));
    },
    end: () => undefined,
    text: () => undefined,
  };
}
