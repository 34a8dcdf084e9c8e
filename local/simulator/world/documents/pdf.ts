import { deflateSync } from 'node:zlib';

/** Paragraphs as lines; one never continues on the next page. */
type Blocks = readonly (readonly string[])[];

const LINES_PER_PAGE = 48;
const LINE_HEIGHT = 11;

/** A PDF of plain lines in Helvetica on landscape pages: small and made in microseconds. */
export function pdf(blocks: Blocks): Buffer {
  return assemble(objectsOf(blocks), '');
}

/**
 * A PDF that says it is encrypted and needs a password: the standard security handler with owner and user entries that
 * the empty password doesn't open.
 */
export function encryptedPdf(blocks: Blocks, seed: number): Buffer {
  const objects = objectsOf(blocks);
  const entry = (salt: number) =>
    Array.from({ length: 32 }, (_, i) => hexByte(seed * 31 + salt + i * 7)).join('');
  objects.push(
    Buffer.from(`<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1340 /O <${entry(5)}> /U <${entry(11)}> >>`),
  );
  return assemble(objects, ` /Encrypt ${objects.length} 0 R /ID [<${entry(1)}> <${entry(1)}>]`);
}

/** Catalog, page tree, font, then page and content of each page. */
function objectsOf(blocks: Blocks): Buffer[] {
  const pages = pagesOf(blocks);
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] >>`,
    ),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'),
  ];
  for (const [i, page] of pages.entries()) {
    const resources = '/Resources << /Font << /F1 3 0 R >> >>';
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] ${resources} /Contents ${5 + 2 * i} 0 R >>`,
      ),
      stream(page),
    );
  }
  return objects;
}

function pagesOf(blocks: Blocks): string[][] {
  const pages: string[][] = [[]];
  for (const block of blocks) {
    if (pages.at(-1)!.length + block.length > LINES_PER_PAGE) pages.push([]);
    pages.at(-1)!.push(...block);
  }
  return pages;
}

function stream(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n');
  const text = `BT /F1 7 Tf ${LINE_HEIGHT} TL 40 560 Td\n${shown}\nET`;
  const data = deflateSync(Buffer.from(text, 'latin1'));
  return Buffer.concat([
    Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

function assemble(objects: readonly Buffer[], trailer: string): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let offset = parts[0]!.length;
  let table = 'xref\n';
  table += `0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const [i, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    table += `${String(offset).padStart(10, '0')} 00000 n \n`;
    offset += part.length;
    parts.push(part);
  }
  const end = `${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${trailer} >>\nstartxref\n${offset}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}

/** The font knows Latin letters only; typographic marks become plain ones. */
function escaped(line: string): string {
  return line.replaceAll('’', "'").replace(/[\\()]/g, '\\$&');
}

function hexByte(value: number): string {
  return (value & 0xff).toString(16).padStart(2, '0');
}
