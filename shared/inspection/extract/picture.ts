import type { Extraction } from '../extraction.ts';
import { pixelsOf } from '../picture/picture-size.ts';
import { type ByteSource, readAll } from '../source.ts';
import { Unreadable } from '../unreadable.ts';

/** Enough for the frame header behind the thumbnails that cameras put before it. */
const HEAD_BYTES = 256 * 1024;

/** A picture: the text in it, where reading pictures is switched on. */
export async function extractPicture(source: ByteSource, out: Extraction): Promise<void> {
  const { ocr } = out.limits;
  const pixels = pixelsOf(source.read(0, HEAD_BYTES));
  if (!ocr || pixels === null) throw new Unreadable('unsupported_format');
  if (pixels > ocr.maxPixels) throw new Unreadable('too_large');
  out.text(await out.recognise(readAll(source)), { kind: 'text', name: 'picture' });
}
