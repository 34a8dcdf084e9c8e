import type { Extraction } from '../../extraction.ts';
import { attribute, eachAttribute, type MarkupHandlers } from '../../markup/reader.ts';
import { Unreadable } from '../../unreadable.ts';
import { extractLinks, extractPackageExtras, leafReader } from './common.ts';
import { readNumberFormats } from './number-format.ts';
import type { OfficePackage } from './package.ts';
import { paragraphReader } from './paragraphs.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetReader } from './sheet.ts';

const WORKBOOK = 'xl/workbook.xml';

interface Sheet {
  readonly name: string;
  readonly part: string;
}

/**
 * Workbooks: all cells of all sheets, hidden ones too, values of formulas, headers and footers, comments, drawings,
 * defined names, pivot caches, properties and embedded documents.
 */
export async function extractXlsx(parts: OfficePackage, out: Extraction): Promise<void> {
  if (parts.names.includes('xl/workbook.bin')) throw new Unreadable('unsupported_format');
  if (!parts.names.includes(WORKBOOK)) out.gap('corrupt');
  const strings = await readSharedStrings(parts, out);
  const formats = await readNumberFormats(parts);
  for (const sheet of await sheetsOf(parts, out)) {
    await parts.readXml(sheet.part, sheetReader(out, sheet.name, strings, formats));
    await extractLinks(parts, sheet.part, { kind: 'cell', name: sheet.name }, out);
    for (const related of (await parts.relationships(sheet.part)).values()) {
      if (related.external) continue;
      if (related.type === 'comments' || related.type === 'threadedComment') {
        await parts.readXml(related.target, commentReader(out, sheet.name));
      } else if (related.type === 'drawing') {
        await parts.readXml(
          related.target,
          paragraphReader(out, () => ({ kind: 'text', name: sheet.name })),
        );
      }
    }
  }
  for (const part of parts.names) {
    if (/^xl\/(?:pivotCache|externalLinks|charts|persons|queryTables)\/[^/]+\.xml$/.test(part)) {
      await parts.readXml(part, leafReader(out, { kind: 'text', name: part.split('/')[1]! }));
    } else if (part === 'xl/connections.xml') await parts.readXml(part, connectionReader(out));
  }
  await extractPackageExtras(parts, out);
}

/** The sheets in the workbook's order. Sheets that it does not name are read too. */
async function sheetsOf(parts: OfficePackage, out: Extraction): Promise<Sheet[]> {
  const related = await parts.relationships(WORKBOOK);
  const sheets: Sheet[] = [];
  let definedName: string | null = null;
  await parts.readXml(WORKBOOK, {
    start(name, attributes) {
      if (name === 'definedName') definedName = attribute(attributes, 'name');
      if (name !== 'sheet') return;
      const part = related.get(attribute(attributes, 'r:id') ?? attribute(attributes, 'id') ?? '')?.target;
      const title = attribute(attributes, 'name') ?? '';
      if (part) sheets.push({ name: title, part });
      out.text(title, { kind: 'property', name: 'sheet name' });
    },
    end(name) {
      if (name === 'definedName') definedName = null;
    },
    text(text) {
      if (definedName !== null) out.text(text, { kind: 'property', name: definedName }, [definedName]);
    },
  });
  const listed = new Set(sheets.map(({ part }) => part));
  const rest = parts.names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name) && !listed.has(name));
  return [...sheets, ...rest.map((part) => ({ name: part.replace(/^.*\/|\.xml$/g, ''), part }))];
}

/** Where a workbook gets its data from: connection strings hold passwords. */
function connectionReader(out: Extraction): MarkupHandlers {
  return {
    start(name, attributes) {
      for (const [key, value] of eachAttribute(attributes))
        if (value.length > 3) out.text(value, { kind: 'property', name: 'data connection' }, [name, key]);
    },
    end: () => undefined,
    text: () => undefined,
  };
}

function commentReader(out: Extraction, sheet: string) {
  let cell = '';
  let text: string[] = [];
  return {
    start(name: string, attributes: string) {
      if (name === 'comment' || name === 'threadedComment') {
        cell = attribute(attributes, 'ref') ?? '';
        text = [];
      }
    },
    end(name: string) {
      if (name !== 'comment' && name !== 'threadedComment') return;
      out.text(text.join(''), { kind: 'comment', name: sheet, cell });
    },
    text: (piece: string) => void text.push(piece),
  };
}
