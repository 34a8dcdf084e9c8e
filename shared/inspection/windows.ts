/** A long text is inspected in windows of this many characters and their overlap. */
const WINDOW_CHARS = 256 * 1024;
/** Each window repeats so much of the one before at most, and half of it at least where it can be cut between words. */
const OVERLAP_CHARS = 8 * 1024;
/** What a window needs before a value for its context. */
const CONTEXT_CHARS = 1024;

/** Longest text that needs no windows. */
export const LONGEST_WINDOW = WINDOW_CHARS + OVERLAP_CHARS;

/** Where something stands in a text, both 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A part of a text, with the position where it begins. */
export interface Window extends Position {
  readonly text: string;
  /** Values that begin in this stretch count here, all others in a neighbour, which has more of what is around them. */
  readonly own: readonly [from: number, to: number];
}

/** Cuts a text that comes in pieces into windows. Each value with its context is whole in one and counts there alone. */
export function* windowsOf(pieces: Iterable<string>, from: Partial<Position>): Generator<Window> {
  let position: Position = { line: from.line ?? 1, column: from.column ?? 1 };
  let text = '';
  let ownFrom = 0;
  for (const piece of pieces) {
    text += piece;
    while (text.length > LONGEST_WINDOW) {
      const end = windowEnd(text, LONGEST_WINDOW);
      const next = overlapStart(text, end);
      yield { text: text.slice(0, end), ...position, own: [ownFrom, next + CONTEXT_CHARS] };
      position = advance(text, 0, next, position);
      text = text.slice(next);
      ownFrom = CONTEXT_CHARS;
    }
  }
  if (text !== '') yield { text, ...position, own: [ownFrom, text.length] };
}

/** A cut inside a number would make another number of it. */
function windowEnd(text: string, limit: number): number {
  const earliest = limit - OVERLAP_CHARS / 2;
  const line = text.lastIndexOf('\n', limit - 1) + 1;
  if (line > earliest) return line;
  for (let at = limit; at > earliest; at--) if (isWordStart(text, at)) return at;
  return limit;
}

function overlapStart(text: string, end: number): number {
  const earliest = end - OVERLAP_CHARS;
  const latest = end - OVERLAP_CHARS / 2;
  const line = text.indexOf('\n', earliest) + 1;
  if (line > 0 && line <= latest) return line;
  for (let at = earliest; at <= latest; at++) if (isWordStart(text, at)) return at;
  return earliest;
}

/** Whether a letter stands here, and before it nothing that a value could have. */
const isWordStart = (text: string, at: number): boolean =>
  /^[^\w.+-][^\W\d]/.test(text.slice(at - 1, at + 1));

/** Line and column, both 1-based, after the characters from `start` up to `end`. */
export function advance(text: string, start: number, end: number, from: Position): Position {
  let { line } = from;
  let lastBreak = -1;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lastBreak = at;
  }
  return lastBreak === -1 ? { line, column: from.column + end - start } : { line, column: end - lastBreak };
}
