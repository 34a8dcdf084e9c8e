import type { ZipMember } from '../../container/zip.ts';
import type { Extraction } from '../../extraction.ts';
import type { Format } from '../../format.ts';
import { guarded } from '../../guarded.ts';
import { attribute, createMarkupReader, type MarkupHandlers } from '../../markup/reader.ts';

/** The parts of an office document in a ZIP container (ECMA-376 part 2, OpenDocument part 2). */
export interface OfficePackage {
  readonly names: readonly string[];
  /** Reads a part piece by piece. A part that cannot be read leaves a gap; a missing one does nothing. */
  readXml(name: string, handlers: MarkupHandlers): Promise<void>;
  /** Reads an embedded document. */
  embedded(name: string): Promise<void>;
  /** Reads a picture of the document, see `Extraction.picture`. */
  picture(name: string): Promise<void>;
  /** The relationships of a part, by id. */
  relationships(name: string): Promise<ReadonlyMap<string, Relationship>>;
}

export interface Relationship {
  /** Last step of the type's address, such as `worksheet`. */
  readonly type: string;
  /** Name of the part, or the address of something outside. */
  readonly target: string;
  readonly external: boolean;
}

const OPEN_DOCUMENT: Readonly<Record<string, Format>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/epub+zip': 'epub',
};

/** Which office document a container is, by the parts that only it has; `zip` for an ordinary archive. */
export async function officeKind(members: readonly ZipMember[]): Promise<Format> {
  const has = (start: string) => members.some(({ name }) => name.toLowerCase().startsWith(start));
  if (has('[content_types].xml')) {
    if (has('word/')) return 'docx';
    if (has('xl/')) return 'xlsx';
    if (has('ppt/')) return 'pptx';
  }
  const type = members.find(({ name, compressedBytes }) => name === 'mimetype' && compressedBytes < 200);
  if (!type || type.encrypted) return 'zip';
  const media = (await type.read())
    .read(0, 200)
    .toString('latin1')
    .trim()
    .replace(/-template$/, '');
  return OPEN_DOCUMENT[media] ?? 'zip';
}

export function openOfficePackage(members: readonly ZipMember[], out: Extraction): OfficePackage {
  const byName = new Map(members.map((member) => [member.name.replace(/^\//, ''), member]));

  const readXml = (name: string, handlers: MarkupHandlers) =>
    guarded(out, async () => {
      const part = byName.get(name);
      if (!part) return;
      const reader = createMarkupReader(handlers);
      let decoder: InstanceType<typeof TextDecoder> | null = null;
      for await (const piece of part.stream()) {
        decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : 'utf-8');
        reader.write(decoder.decode(piece, { stream: true }));
      }
      reader.end();
    });

  const fileName = (name: string) => name.slice(name.lastIndexOf('/') + 1);

  return {
    names: [...byName.keys()],
    readXml,
    embedded: (name) =>
      guarded(out, async () => {
        const part = byName.get(name);
        if (part) await out.member(await part.read(), fileName(name));
      }),
    picture: (name) =>
      guarded(out, async () => {
        const part = byName.get(name);
        if (part) await out.picture(fileName(name), part.read);
      }),
    async relationships(name) {
      const found = new Map<string, Relationship>();
      const folder = name.slice(0, name.lastIndexOf('/') + 1);
      await readXml(`${folder}_rels/${name.slice(folder.length)}.rels`, {
        start(element, attributes) {
          if (element !== 'Relationship') return;
          const external = attribute(attributes, 'TargetMode') === 'External';
          const target = attribute(attributes, 'Target') ?? '';
          found.set(attribute(attributes, 'Id') ?? '', {
            type: (attribute(attributes, 'Type') ?? '').replace(/^.*\//, ''),
            target: external ? target : resolvePart(folder, target),
            external,
          });
        },
        end: () => undefined,
        text: () => undefined,
      });
      return found;
    },
  };
}

/** A target is relative to the folder of its part, or absolute within the package; it never leaves the package. */
function resolvePart(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
