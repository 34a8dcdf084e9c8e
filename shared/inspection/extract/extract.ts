import type { Extraction } from '../extraction.ts';
import { type Identified, identify } from '../format.ts';
import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';
import { extractCsv } from './csv.ts';
import { extractHtml } from './html.ts';
import { extractJson, NotJson } from './json.ts';
import { extractText } from './text.ts';
import { extractXml } from './xml.ts';

/**
 * Reads any document: finds out what it is and hands it to the reader of its format. Readers of containers are loaded
 * when they are first needed. Throws `Unreadable`.
 */
export async function extract(source: ByteSource, out: Extraction): Promise<void> {
  if (source.size === 0) return;
  const identified = identify(source);
  out.format(identified.format);
  if (source.cut) {
    // Text, and archives that are read member by member, are of use up to where they were cut.
    if (!identified.encoding && identified.format !== 'tar') throw new Unreadable('too_large');
    out.gap('too_large');
  }
  await read(source, identified, out);
  out.endDocument();
}

async function read(source: ByteSource, { format, encoding }: Identified, out: Extraction): Promise<void> {
  if (encoding) return readText(source, { format, encoding }, out);
  switch (format) {
    case 'pdf':
      return (await import('./pdf.ts')).extractPdf(source, out);
    case 'zip':
      return (await import('./zip.ts')).extractZip(source, out);
    case 'gzip':
      return (await import('./gzip.ts')).extractGzip(source, out);
    case 'tar':
      return (await import('./tar.ts')).extractTar(source, out);
    case 'rtf':
      return (await import('./rtf.ts')).extractRtf(source, out);
    case 'cfb':
      return (await import('./cfb.ts')).extractCfb(source, out);
    case 'tnef':
      return (await import('./tnef.ts')).extractTnef(source, out);
    case 'cms':
      return (await import('./cms.ts')).extractCms(source, out);
    case 'png':
    case 'jpeg':
    case 'bmp':
    case 'webp':
      return (await import('./picture.ts')).extractPicture(source, out);
    case 'unknown':
      throw new Unreadable((await isKnownBinary(source, out)) ? 'unsupported_format' : 'unknown_format');
    default:
      throw new Unreadable('unsupported_format');
  }
}

async function readText(
  source: ByteSource,
  { format, encoding }: Identified & { encoding: NonNullable<Identified['encoding']> },
  out: Extraction,
): Promise<void> {
  switch (format) {
    case 'csv':
      return extractCsv(source, encoding, out);
    case 'html':
      return extractHtml(source, encoding, out);
    case 'xml':
      return extractXml(source, encoding, out);
    case 'eml':
      return (await import('./eml.ts')).extractEml(source, out);
    case 'fodt':
    case 'fods':
    case 'fodp': {
      const kind = ({ fodt: 'odt', fods: 'ods', fodp: 'odp' } as const)[format];
      return (await import('./open-document.ts')).extractFlatOpenDocument(source, encoding, kind, out);
    }
    case 'pgp':
      throw new Unreadable('encrypted');
    case 'json':
      try {
        return extractJson(source, encoding, out);
      } catch (thrown) {
        if (!(thrown instanceof NotJson)) throw thrown;
        out.format('text');
        return extractText(source, encoding, out);
      }
    default:
      return extractText(source, encoding, out);
  }
}

/** Sound, video, programs, fonts and the like are recognised, so that people are told what was not read. */
async function isKnownBinary(source: ByteSource, out: Extraction): Promise<boolean> {
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(source.read(0, 64 * 1024)).catch(() => undefined);
  if (type) out.format(type.ext);
  return type !== undefined;
}
