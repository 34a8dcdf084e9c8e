import { createHmac } from 'node:crypto';
import type { Detection } from '../detect/detector.ts';
import { signsOf } from '../detect/keyed-hash.ts';
import type { ExactDataList } from '../policy.ts';
import type { TextSegment } from '../text.ts';
import { createTally, type TallyOptions } from './tally.ts';

/** Cells of a record count when they stand this close to its telling cell. */
const NEAR_CHARS = 300;
/** A cell may be written in this many words, such as a name or a number in groups. */
const MAX_WORDS = 4;
const TOKEN = /[^\s,;|"'()<>[\]{}=]{1,100}/g;

interface Token {
  readonly text: string;
  /** Characters of the whole item before it. */
  readonly at: number;
  readonly segment: TextSegment;
  readonly start: number;
  readonly end: number;
}

interface Candidate {
  readonly first: Token;
  readonly last: Token;
  readonly cell: string;
  readonly hash: string;
}

/**
 * Turns records into keyed hashes, so that the list can be kept without the data. The first cell of each record is the
 * one that tells it, such as a customer number; records whose first cell is shorter than four characters are left out.
 */
export function hashRecords(
  records: readonly (readonly string[])[],
  key: Uint8Array,
): Pick<ExactDataList, 'records' | 'shapes'> {
  const shapes = new Set<string>();
  const hashed: string[][] = [];
  for (const [telling = '', ...others] of records) {
    const cell = signsOf(telling);
    if (cell.length < 4) continue;
    shapes.add(shapeOf(cell));
    hashed.push(
      [cell, ...others.map(signsOf).filter((other) => other.length > 1)].map((text) => hashOf(key, text)),
    );
  }
  return { records: hashed, shapes: [...shapes] };
}

/** Finds records of a list: the telling cell, with enough of the other cells nearby. */
export function createExactDataDetection(
  { id, records, shapes, minOthers }: ExactDataList,
  options: Omit<TallyOptions, 'typeId'>,
): Detection {
  const tally = createTally({ ...options, typeId: id });
  const byTelling = recordsByTellingCell(records);
  const known = new Set(shapes);
  let recent: Token[] = [];
  let open: Candidate[] = [];
  let position = 0;

  const settle = (upTo: number) => {
    open = open.filter((candidate) => {
      if (candidate.last.at + NEAR_CHARS > upTo) return true;
      const others = minOthers > 0 ? hashesNear(candidate, recent, options.key) : new Set<string>();
      const found = byTelling
        .get(candidate.hash)
        ?.some((cells) => cells.filter((cell) => others.has(cell)).length >= minOthers);
      const { first, last, cell } = candidate;
      if (found) tally.add(first.segment, first.start, last.end, cell);
      return false;
    });
    if (recent.length > 0 && recent[0]!.at < upTo - 4 * NEAR_CHARS) {
      recent = recent.filter(({ at }) => at >= upTo - 2 * NEAR_CHARS - 100);
    }
  };
  return {
    scan(segment) {
      for (const match of segment.text.matchAll(TOKEN)) {
        const text = signsOf(match[0]);
        if (text === '') continue;
        const start = match.index;
        recent.push({ text, at: position + start, segment, start, end: start + match[0].length });
        for (const { first, last, cell } of endings(recent)) {
          if (!known.has(shapeOf(cell))) continue;
          const hash = hashOf(options.key, cell);
          if (byTelling.has(hash)) open.push({ first, last, cell, hash });
        }
        settle(position + start);
      }
      position += segment.text.length + 1;
    },
    finish() {
      settle(Number.POSITIVE_INFINITY);
      return tally.finish();
    },
    holds: tally.holds,
  };
}

function recordsByTellingCell(records: ExactDataList['records']): Map<string, (readonly string[])[]> {
  const byTelling = new Map<string, (readonly string[])[]>();
  for (const [telling, ...others] of records) {
    if (telling !== undefined) byTelling.set(telling, [...(byTelling.get(telling) ?? []), others]);
  }
  return byTelling;
}

/** The last token alone and joined with those before it in the same segment. */
function* endings(tokens: readonly Token[]): Generator<{ first: Token; last: Token; cell: string }> {
  const last = tokens.at(-1)!;
  let cell = '';
  for (let at = tokens.length - 1; at >= 0 && tokens.length - at <= MAX_WORDS; at--) {
    const first = tokens[at]!;
    if (first.segment !== last.segment) return;
    cell = first.text + cell;
    yield { first, last, cell };
  }
}

function hashesNear({ first, last }: Candidate, tokens: readonly Token[], key: Uint8Array): Set<string> {
  const near = tokens.filter(({ at }) => at >= first.at - NEAR_CHARS && at <= last.at + NEAR_CHARS);
  const hashes = new Set<string>();
  for (let count = 1; count <= near.length; count++) {
    for (const { cell } of endings(near.slice(Math.max(0, count - MAX_WORDS), count)))
      hashes.add(hashOf(key, cell));
  }
  return hashes;
}

/** What kind of characters and how many. */
function shapeOf(cell: string): string {
  const digits = /\d/.test(cell);
  const letters = /\D/.test(cell);
  return `${digits && letters ? 'mixed' : digits ? 'digits' : 'letters'}${cell.length}`;
}

function hashOf(key: Uint8Array, cell: string): string {
  return createHmac('sha256', key).update(`exact\0${cell}`).digest('hex').slice(0, 24);
}
