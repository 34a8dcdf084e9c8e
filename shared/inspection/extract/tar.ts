import { isTarHeader, TAR_BLOCK, tarHeader, tarText } from '../container/tar.ts';
import type { Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';

/** Links, devices, folders, pipes and headers; whatever else a member claims to be is read as a file. */
const NO_FILE = new Set(['1', '2', '3', '4', '5', '6', 'g', 'K', 'V']);
const LONG_NAME = 'L';
const PAX_HEADER = 'x';

/**
 * A tar archive (POSIX ustar with the long names of GNU and pax, or older). Links and devices hold nothing to read.
 * Archives may follow each other; one that ends without its end mark is `truncated`.
 */
export async function extractTar(source: ByteSource, out: Extraction): Promise<void> {
  let longName: string | null = null;
  let ended = false;
  let at = 0;
  while (at + TAR_BLOCK <= source.size) {
    const block = source.read(at, at + TAR_BLOCK);
    const start = at + TAR_BLOCK;
    if (block.every((byte) => byte === 0)) {
      ended = true;
      at = start;
      continue;
    }
    if (!isTarHeader(block)) throw new Unreadable('corrupt');
    ended = false;
    const { name, size, type } = tarHeader(block);
    const end = start + size;
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    if (type === LONG_NAME) longName = tarText(source.read(start, Math.min(end, start + 4096)));
    else if (type === PAX_HEADER) longName = paxPath(source.read(start, Math.min(end, start + 65536)));
    else {
      if (!NO_FILE.has(type)) await extractMember(source, start, end, longName ?? name, out);
      longName = null;
    }
  }
  if (source.read(at, source.size).some((byte) => byte !== 0)) out.gap('corrupt');
  else if (!ended || at > source.size) out.gap('truncated');
}

async function extractMember(
  source: ByteSource,
  start: number,
  end: number,
  name: string,
  out: Extraction,
): Promise<void> {
  const size = Math.min(end, source.size) - start;
  await out.member({ size, read: (from, to) => source.read(start + from, start + Math.min(to, size)) }, name);
}

/** Records are `length key=value\n`. */
function paxPath(records: Buffer): string | null {
  return /(?:^|\n)\d{1,10} path=([^\n]{1,4096})\n/.exec(records.toString('utf8'))?.[1] ?? null;
}
