import { decodeChunks, type Encoding } from '../decode.ts';
import type { Extraction } from '../extraction.ts';
import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';

/** Parsers of JSON give up far earlier than this. */
const MAX_DEPTH = 10_000;
/** Longer strings are passed on in pieces that overlap. */
const MAX_STRING_CHARS = 1024 * 1024;
const OVERLAP_CHARS = 4 * 1024;
/** A path that is shown names at most this many steps. */
const MAX_PATH_STEPS = 12;
/** Keys of an object whose value names the values beside it: `{"type": "ssn", "value": "…"}`. */
const NAMING_KEY = /^(?:name|type|label|key|field|title|kind|id_?type)$/i;

const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

interface Frame {
  /** Path of the array or object itself, and the names of what is around it. */
  readonly path: string;
  readonly names: readonly string[];
  /** Null in an array. */
  key: string | null;
  readonly array: boolean;
  index: number;
  expectsKey: boolean;
  name: string | null;
}

/** The text turned out not to be JSON; nothing is lost, it is read as plain text instead. */
export class NotJson extends Error {}

/**
 * JSON, one or many documents after each other (NDJSON): every string and number with its path. Never builds the
 * values, so keys such as `__proto__` mean nothing, and memory does not grow with the document.
 *
 * Throws `NotJson` at the first character that no JSON has there.
 */
export function extractJson(source: ByteSource, encoding: Encoding, out: Extraction): void {
  const walker = createWalker(out);
  for (const chunk of decodeChunks(source, encoding)) walker.write(chunk);
  walker.end();
}

function createWalker(out: Extraction) {
  const frames: Frame[] = [];
  let pending = '';
  /** How far the pending string was searched for its closing quote. */
  let searched = 0;
  let inString = false;
  let line = 1;

  const value = (text: string) => {
    const frame = frames.at(-1);
    if (text !== '') out.text(text, { kind: 'path', name: pathOf(frames), line }, labelsOf(frames));
    if (frame && !frame.array && frame.key !== null && NAMING_KEY.test(frame.key))
      frame.name = text.slice(0, 64);
  };
  const string = (raw: string) => {
    const frame = frames.at(-1);
    const text = unescapeJson(raw);
    if (!frame?.expectsKey) return value(text);
    frame.key = text.slice(0, 200);
    frame.expectsKey = false;
    if (/\d|@/.test(text) || text.length > 20) out.text(text, { kind: 'path', name: pathOf(frames), line });
  };
  const open = (array: boolean) => {
    if (frames.length >= MAX_DEPTH) throw new Unreadable('too_deep');
    frames.push({
      path: pathOf(frames),
      names: labelsOf(frames),
      key: null,
      array,
      index: 0,
      expectsKey: !array,
      name: null,
    });
  };
  const separate = () => {
    const frame = frames.at(-1);
    if (!frame) return;
    frame.index++;
    frame.expectsKey = !frame.array;
  };

  return {
    write(chunk: string) {
      const text = pending === '' ? chunk : pending + chunk;
      let at = 0;
      for (;;) {
        if (inString) {
          const end = closingQuote(text, at, at + searched);
          if (end === -1) {
            if (text.length - at > MAX_STRING_CHARS) {
              value(unescapeJson(text.slice(at, cutBeforeEscape(text, text.length))));
              at = cutBeforeEscape(text, text.length - OVERLAP_CHARS);
            }
            pending = text.slice(at);
            searched = Math.max(0, pending.length - 1);
            return;
          }
          string(text.slice(at, end));
          inString = false;
          searched = 0;
          at = end + 1;
          continue;
        }
        if (at >= text.length) break;
        const char = text[at]!;
        if (char === '"') {
          inString = true;
          at++;
        } else if (char === '{' || char === '[') {
          open(char === '[');
          at++;
        } else if (char === '}' || char === ']') {
          if (frames.pop()?.array !== (char === ']')) throw new NotJson();
          at++;
        } else if (char === ',') {
          separate();
          at++;
        } else if (char === '\n') {
          line++;
          at++;
        } else if (char === ' ' || char === ':' || char === '\t' || char === '\r' || char === '\u001e') {
          at++;
        } else {
          const end = literalEnd(text, at);
          if (end === text.length && end - at < 400) {
            pending = text.slice(at);
            return;
          }
          literal(text.slice(at, end));
          at = end;
        }
      }
      pending = '';
    },
    end() {
      if (inString) value(unescapeJson(pending));
      else if (pending !== '') literal(pending);
      if (inString || frames.length > 0) out.gap('truncated');
    },
  };

  function literal(text: string): void {
    if (/^-?\d[\d.eE+-]*$/.test(text)) value(text);
    else if (text !== 'true' && text !== 'false' && text !== 'null') throw new NotJson();
  }
}

function closingQuote(text: string, start: number, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (end - 1 - backslashes >= start && text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}

function literalEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && end - start < 400 && /[\w.+-]/.test(text[end]!)) end++;
  return end === start ? start + 1 : end;
}

/** Not inside an escape, which is at most twelve characters long (`\ud83d\ude00`). */
function cutBeforeEscape(text: string, end: number): number {
  const backslash = text.indexOf('\\', end - 12);
  return backslash === -1 || backslash >= end ? end : backslash;
}

function unescapeJson(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

function pathOf(frames: readonly Frame[]): string {
  const frame = frames.at(-1);
  if (!frame) return '$';
  if (frames.length > MAX_PATH_STEPS) return frame.path.endsWith('…') ? frame.path : `${frame.path}…`;
  return frame.path + (frame.array ? `[${frame.index}]` : step(frame.key));
}

function step(key: string | null): string {
  if (key === null) return '';
  return PLAIN_KEY.test(key) ? `.${key}` : `["${key}"]`;
}

/** The nearest keys, outermost first, and what an object says it is about. */
function labelsOf(frames: readonly Frame[]): readonly string[] {
  const frame = frames.at(-1);
  if (!frame) return [];
  if (frame.key === null) return frame.names;
  const around = frame.names.slice(-2);
  if (frame.name !== null) around.push(frame.name);
  around.push(frame.key);
  return around;
}
