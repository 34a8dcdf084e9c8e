import { type Extraction, FEW_CHARS } from '../extraction.ts';
import { createMarkupReader, eachAttribute } from '../markup/reader.ts';
import { bitmapOf } from '../picture/bitmap.ts';
import { type ByteSource, memorySource, readAll } from '../source.ts';
import { reasonOf, Unreadable } from '../unreadable.ts';
import { LABEL_PROPERTY } from './label-property.ts';

/** Bytes at the end in which a complete file has its end mark. */
const TAIL_BYTES = 2048;

/** PDF: text page by page, form fields, annotations, document information and embedded files. */
export async function extractPdf(source: ByteSource, out: Extraction): Promise<void> {
  const document = await openPdf(source);
  try {
    await extractInformation(document, out);
    const pages = Math.min(document.numPages, out.limits.maxPdfPages);
    if (pages < document.numPages) out.gap('too_large');
    for (let number = 1; number <= pages; number++) {
      out.checkTime();
      await extractPage(document, number, out);
    }
    await extractAttachments(document, out);
    if (!source.read(source.size - TAIL_BYTES, source.size).includes('%%EOF')) out.gap('truncated');
  } finally {
    await document.cleanup();
  }
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

async function openPdf(source: ByteSource): Promise<PdfDocument> {
  // 1.6 MB of code that most items do not need.
  const { getDocumentProxy } = await import('unpdf');
  // The parser takes its input away, so it gets a copy.
  const bytes = new Uint8Array(readAll(source));
  try {
    return await getDocumentProxy(bytes, {
      disableFontFace: true,
      useSystemFonts: false,
      disableAutoFetch: true,
      verbosity: 0,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new Unreadable('encrypted');
    const complete = source.read(source.size - TAIL_BYTES, source.size).includes('%%EOF');
    throw new Unreadable(complete ? 'corrupt' : 'truncated');
  }
}

async function extractPage(document: PdfDocument, number: number, out: Extraction): Promise<void> {
  const place = { kind: 'page', page: number } as const;
  let page: PdfPage;
  try {
    page = await document.getPage(number);
    const text = await pageText(page);
    if (text.trim() !== '') out.text(text, place);
    // A page number or the stamp of a scanner does not make a scan a text.
    if (text.trim().length < FEW_CHARS && (await hasPicture(page))) await extractScan(document, number, out);
  } catch (thrown) {
    if (thrown instanceof Unreadable && thrown.endsItem) throw thrown;
    return out.gap(reasonOf(thrown, 'corrupt'));
  }
  for (const annotation of await page.getAnnotations().catch(() => [])) {
    extractAnnotation(annotation, number, out);
    const { fileId, file } = annotation;
    if (typeof fileId === 'string') await extractAttachment(document, fileId, file?.filename ?? '', out);
  }
  page.cleanup();
}

async function pageText(page: PdfPage): Promise<string> {
  const { items } = await page.getTextContent({ disableNormalization: false });
  const pieces: string[] = [];
  for (const item of items) {
    if (!('str' in item)) continue;
    pieces.push(item.str);
    if (item.hasEOL) pieces.push('\n');
  }
  return pieces.join('');
}

/** A page that was scanned: the text in its pictures, where reading pictures is switched on. */
async function extractScan(document: PdfDocument, page: number, out: Extraction): Promise<void> {
  const { ocr } = out.limits;
  if (!ocr) return out.gap('unsupported_format');
  const { extractImages } = await import('unpdf');
  for (const picture of await extractImages(document, page)) {
    if (picture.width * picture.height > ocr.maxPixels) out.gap('too_large');
    else out.text(await out.recognise(bitmapOf(picture)), { kind: 'page', page });
  }
}

/** A page with next to no text that shows a picture is a scan: unread, not empty. */
async function hasPicture(page: PdfPage): Promise<boolean> {
  const { getResolvedPDFJS } = await import('unpdf');
  const { OPS } = await getResolvedPDFJS();
  const { fnArray } = await page.getOperatorList();
  const pictures = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]);
  return fnArray.some((operation) => pictures.has(operation));
}

/** Form fields, notes and links. What pdf.js knows of an annotation depends on its kind. */
function extractAnnotation(annotation: Record<string, unknown>, page: number, out: Extraction): void {
  const name = textOf(annotation.fieldName) ?? textOf(annotation.alternativeText);
  for (const value of [annotation.fieldValue].flat()) {
    const text = textOf(value);
    if (text !== null)
      out.text(text, { kind: 'field', page, ...(name === null ? {} : { name }) }, name ? [name] : []);
  }
  const contents = annotation.contentsObj;
  const note =
    contents !== null && typeof contents === 'object' && 'str' in contents ? textOf(contents.str) : null;
  if (note !== null) out.text(note, { kind: 'comment', page });
  const link = textOf(annotation.url) ?? textOf(annotation.unsafeUrl);
  if (link !== null) out.text(link, { kind: 'page', page }, ['link']);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

async function extractInformation(document: PdfDocument, out: Extraction): Promise<void> {
  const { info, metadata } = await document.getMetadata().catch(() => ({ info: {}, metadata: null }));
  for (const [name, value] of Object.entries(info)) {
    if (name === 'Custom' && value !== null && typeof value === 'object') {
      for (const [key, custom] of Object.entries(value)) property(key, custom, out);
    } else property(name, value, out);
  }
  const xmp = metadata?.getRaw();
  if (typeof xmp === 'string') extractXmp(xmp, out);
  extractOutline(await document.getOutline().catch(() => []), out);
}

/** What XMP uses to structure values, and what programs write there about files and not about content. */
const XMP_STRUCTURE = /^(?:li|Alt|Bag|Seq|Description|RDF|xmpmeta)$/;
const XMP_TECHNICAL =
  /(?:ID|Date|Tool|Producer|about|format|lang|parseType|xmptk|Version|part|conformance)$/i;

const NAMESPACE = /^[a-z]{1,10}:.{1,100}[/#]$/;

/** Metadata as XMP, where newer programs put properties and sensitivity labels (ISO 16684-1). */
function extractXmp(xmp: string, out: Extraction): void {
  const names: string[] = [];
  const put = (name: string | undefined, value: string) => {
    if (name !== undefined && !XMP_TECHNICAL.test(name) && !NAMESPACE.test(value)) property(name, value, out);
  };
  const reader = createMarkupReader({
    start(name, attributes) {
      names.push(name);
      for (const [key, value] of eachAttribute(attributes)) put(key, value);
    },
    end: () => void names.pop(),
    text: (text) =>
      put(
        names.findLast((name) => !XMP_STRUCTURE.test(name)),
        text,
      ),
  });
  reader.write(xmp);
  reader.end();
}

interface Bookmark {
  readonly title: string;
  readonly url: string | null;
  readonly items: readonly Bookmark[];
}

/** Bookmarks: titles people gave to parts. They nest as the document wants, so depth is followed without recursion. */
function extractOutline(outline: readonly Bookmark[] | null, out: Extraction): void {
  const waiting = [...(outline ?? [])];
  for (let item = waiting.shift(); item; item = waiting.shift()) {
    if (item.title.trim() !== '') out.text(item.title, { kind: 'text', name: 'bookmark' });
    if (item.url) out.text(item.url, { kind: 'text', name: 'bookmark' }, ['link']);
    waiting.unshift(...item.items);
  }
}

function property(name: string, value: unknown, out: Extraction): void {
  const text = textOf(value);
  if (text === null) return;
  if (LABEL_PROPERTY.test(name)) out.label(text);
  out.text(text, { kind: 'property', name }, [name]);
}

async function extractAttachments(document: PdfDocument, out: Extraction): Promise<void> {
  const attachments = await document.getAttachments().catch(() => null);
  for (const [id, { filename }] of attachments ?? []) await extractAttachment(document, id, filename, out);
}

async function extractAttachment(
  document: PdfDocument,
  id: string,
  name: string,
  out: Extraction,
): Promise<void> {
  const content = await document.getAttachmentContent(id).catch(() => null);
  if (content === null) return out.gap('corrupt');
  out.spendBytes(content.length);
  await out.member(memorySource(content), name === '' ? 'attachment' : name);
}
