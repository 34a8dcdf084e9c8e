import { decodeChunks, type Encoding } from '../decode.ts';
import type { Extraction } from '../extraction.ts';
import type { Format } from '../format.ts';
import { attribute, createMarkupReader, type MarkupHandlers } from '../markup/reader.ts';
import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';
import { LABEL_PROPERTY } from './label-property.ts';
import { PICTURE } from './office/common.ts';
import type { OfficePackage } from './office/package.ts';
import { bodyReader } from './open-document-body.ts';

/**
 * OpenDocument text, spreadsheets and presentations (OASIS OpenDocument 1.3): body, headers and footers, notes,
 * annotations, hidden tables, properties and embedded documents.
 */
export async function extractOpenDocument(
  parts: OfficePackage,
  kind: Format,
  out: Extraction,
): Promise<void> {
  if (await isEncrypted(parts)) throw new Unreadable('encrypted');
  if (!parts.names.includes('content.xml')) out.gap('corrupt');
  await parts.readXml('content.xml', bodyReader(out, kind));
  await parts.readXml('styles.xml', bodyReader(out, 'odt', 'header or footer'));
  await parts.readXml('meta.xml', propertyReader(out));
  for (const name of parts.names) {
    if (/^Object [^/]{1,40}\/content\.xml$/.test(name)) await parts.readXml(name, bodyReader(out, 'ods'));
    else if (/^Pictures\//.test(name) && PICTURE.test(name)) await parts.picture(name);
    else if (/^(?:ObjectReplacements|Configurations2|Thumbnails|Pictures|META-INF)\//.test(name)) continue;
    else if (/^Object [^/]{1,40}$/.test(name)) await parts.embedded(name);
  }
}

/** Parts are encrypted one by one, and the manifest says which. */
async function isEncrypted(parts: OfficePackage): Promise<boolean> {
  let encrypted = false;
  await parts.readXml('META-INF/manifest.xml', {
    start: (name) => {
      if (name === 'encryption-data') encrypted = true;
    },
    end: () => undefined,
    text: () => undefined,
  });
  return encrypted;
}

/** The same as a single file of XML, without a container: properties, what pages repeat, and the body. */
export function extractFlatOpenDocument(
  source: ByteSource,
  encoding: Encoding,
  kind: 'odt' | 'ods' | 'odp',
  out: Extraction,
): void {
  const sections: Readonly<Record<string, MarkupHandlers>> = {
    meta: propertyReader(out),
    'master-styles': bodyReader(out, 'odt', 'header or footer'),
    body: bodyReader(out, kind),
  };
  let section: MarkupHandlers | undefined;
  let depth = 0;
  const reader = createMarkupReader({
    start(name, attributes) {
      depth++;
      if (depth === 2) section = Object.hasOwn(sections, name) ? sections[name] : undefined;
      else section?.start(name, attributes);
    },
    end(name) {
      if (depth > 2) section?.end(name);
      depth--;
    },
    text: (text) => section?.text(text),
  });
  for (const chunk of decodeChunks(source, encoding)) reader.write(chunk);
  reader.end();
}

function propertyReader(out: Extraction): MarkupHandlers {
  let name = '';
  return {
    start(element, attributes) {
      name = attribute(attributes, 'name') ?? element;
    },
    end: () => undefined,
    text(text) {
      if (text.trim() === '') return;
      if (LABEL_PROPERTY.test(name)) out.label(text);
      out.text(text, { kind: 'property', name }, [name]);
    },
  };
}
