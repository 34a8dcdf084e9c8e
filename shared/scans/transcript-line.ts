import type { Side } from '../domain/event.ts';

/** What one side said at one time, as a line of a staged transcript. */
export interface TranscriptLine {
  readonly side: Side;
  /** Which message of its side it is, from 1, counted from the beginning of the transcript. */
  readonly number: number;
  /** ISO time. */
  readonly at: string;
  readonly texts: readonly string[];
  /** The provider does not show all of it. */
  readonly cut?: true;
}

export const encodeLine = (line: TranscriptLine): Uint8Array =>
  Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');

/** The lines of a staged transcript; it is ours, so a line that makes no sense is an error. */
export async function* decodeLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<TranscriptLine, void> {
  let pending: Uint8Array[] = [];
  for await (const chunk of body) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield JSON.parse(Buffer.concat([...pending, chunk.subarray(start, end)]).toString('utf8'));
      pending = [];
      start = end + 1;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  }
}

const LINE_FEED = 0x0a;
