import { PDFDocument, PDFHexString, PDFName, StandardFonts } from 'pdf-lib';

/** A PDF with one page for each text; lines are separated by line breaks. */
export async function pdfOf(
  pages: readonly string[],
  change: (document: PDFDocument) => Promise<void> | void = () => undefined,
): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of pages)
    document.addPage([400, 400]).drawText(text, { x: 20, y: 360, size: 12, font, lineHeight: 16 });
  await change(document);
  return Buffer.from(await document.save());
}

/** A comment that is attached to the first page. */
export function addNote(document: PDFDocument, text: string): void {
  const page = document.getPage(0);
  const note = document.context.obj({
    Type: 'Annot',
    Subtype: 'Text',
    Rect: [10, 10, 30, 30],
    Contents: PDFHexString.fromText(text),
  });
  page.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(note)]));
}
