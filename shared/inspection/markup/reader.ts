import { decodeEntities } from './entities.ts';

/** What a document says, in its order. Names come without their namespace prefix. */
export interface MarkupHandlers {
  /** `attributes` is the raw text after the name; see `attribute`. An empty element gets its `end` right after. */
  start(name: string, attributes: string): void;
  end(name: string): void;
  text(text: string): void;
  comment?(text: string): void;
}

export interface MarkupReader {
  write(chunk: string): void;
  end(): void;
  /** The 1-based line of the source up to which has been read. */
  line(): number;
}

/** Longer tags are cut: no document that people make has them. */
const MAX_TAG_CHARS = 256 * 1024;

/** The piece ends before the construct does. */
const INCOMPLETE = -1;
/** A lone `<`. */
const NO_TAG = -2;

/** Text that is not markup, up to its end mark: comments, CDATA, scripts. */
interface Span {
  readonly until: string;
  readonly emit: ((text: string) => void) | undefined;
}

/**
 * Reads XML or HTML in one pass over pieces of any size. Knows no document type: what a DTD declares is skipped,
 * nothing is ever expanded, fetched or run. Damaged markup is read as far as it goes.
 *
 * `rawElements` are those whose content is no markup, such as `script`; with them names are compared in lower case.
 */
export function createMarkupReader(
  handlers: MarkupHandlers,
  rawElements?: ReadonlySet<string>,
): MarkupReader {
  let rest = '';
  let span: Span | null = null;
  let piece = '';
  let at = 0;
  let counted = 0;
  let line = 1;

  const text = (raw: string) => {
    if (raw !== '') handlers.text(decodeEntities(raw));
  };
  const begin = (until: string, from: number, emit: Span['emit']): number => {
    span = { until, emit };
    return from;
  };
  /** Returns the position after the construct at `open`, or why there is none. */
  const construct = (open: number): number => {
    if (piece.startsWith('<!--', open)) return begin('-->', open + 4, handlers.comment?.bind(handlers));
    if (piece.startsWith('<![CDATA[', open)) return begin(']]>', open + 9, handlers.text.bind(handlers));
    if (piece.startsWith('<?', open)) return begin('?>', open + 2, undefined);
    if (piece.length - open < 9 && '<![CDATA['.startsWith(piece.slice(open, open + 9))) return INCOMPLETE;
    const declaration = piece[open + 1] === '!';
    const end = declaration ? declarationEnd(piece, open + 2) : tagEnd(piece, open + 1);
    if (end >= 0 && !declaration) tag(piece.slice(open + 1, end));
    return end < 0 ? end : end + 1;
  };
  const nameOf = (name: string) => (rawElements ? localName(name).toLowerCase() : localName(name));
  const tag = (inside: string) => {
    if (inside[0] === '/') return handlers.end(nameOf(inside.slice(1).trimEnd()));
    const nameEnd = inside.search(/[\s/]/);
    const name = nameOf(nameEnd === -1 ? inside : inside.slice(0, nameEnd));
    handlers.start(name, nameEnd === -1 ? '' : inside.slice(nameEnd));
    if (inside.endsWith('/')) handlers.end(name);
    else if (rawElements?.has(name)) span = { until: `</${name}`, emit: handlers.text.bind(handlers) };
  };
  /** Passes on a span as far as it is there. False when its end is still to come. */
  const passSpan = ({ until, emit }: Span): boolean => {
    const end = indexOfMark(piece, until, at);
    const stop = end === -1 ? Math.max(at, piece.length - until.length + 1) : end;
    if (stop > at) emit?.(piece.slice(at, stop));
    at = stop;
    if (end === -1) return false;
    if (!until.startsWith('</')) at += until.length;
    span = null;
    return true;
  };
  const consume = (last: boolean): void => {
    for (;;) {
      if (span && !passSpan(span)) return;
      const open = piece.indexOf('<', at);
      if (open === -1) {
        const stop = last ? piece.length : beforeTornEntity(piece, at);
        text(piece.slice(at, stop));
        at = stop;
        return;
      }
      text(piece.slice(at, open));
      at = open;
      const next = construct(open);
      if (next === INCOMPLETE && !last && piece.length - open <= MAX_TAG_CHARS) return;
      // Not markup after all, or damaged: its characters are text.
      if (next < 0) handlers.text('<');
      at = next < 0 ? open + 1 : next;
    }
  };
  const count = (): void => {
    for (
      let next = piece.indexOf('\n', counted);
      next !== -1 && next < at;
      next = piece.indexOf('\n', counted)
    ) {
      line++;
      counted = next + 1;
    }
  };
  const feed = (chunk: string, last: boolean): void => {
    piece = rest === '' ? chunk : rest + chunk;
    at = 0;
    counted = 0;
    consume(last);
    count();
    rest = piece.slice(at);
  };

  return {
    write: (chunk) => feed(chunk, false),
    end: () => feed('', true),
    line() {
      count();
      return line;
    },
  };
}

/** The decoded value of an attribute, by its name with or without prefix; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at !== -1; at = attributes.indexOf(name, at + 1)) {
    if (!/[\s:]/.test(attributes[at - 1] ?? ' ')) continue;
    let equals = at + name.length;
    while (attributes[equals] === ' ') equals++;
    if (attributes[equals] !== '=') continue;
    let open = equals + 1;
    while (attributes[open] === ' ') open++;
    const quote = attributes[open];
    if (quote !== '"' && quote !== "'") continue;
    const close = attributes.indexOf(quote, open + 1);
    return decodeEntities(attributes.slice(open + 1, close === -1 ? attributes.length : close));
  }
  return null;
}

const ATTRIBUTE = /([^\s=/"'<>]{1,200})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]{1,2000}))/g;

/** All attributes with their names, prefixes dropped. */
export function* eachAttribute(attributes: string): Generator<readonly [name: string, value: string]> {
  for (const match of attributes.matchAll(ATTRIBUTE)) {
    yield [localName(match[1]!), decodeEntities(match[2] ?? match[3] ?? match[4] ?? '')];
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** End tags of raw elements may be in any case; other marks have none. */
function indexOfMark(piece: string, mark: string, from: number): number {
  if (!mark.startsWith('</')) return piece.indexOf(mark, from);
  for (let at = piece.indexOf('</', from); at !== -1; at = piece.indexOf('</', at + 2)) {
    if (piece.slice(at, at + mark.length).toLowerCase() === mark) return at;
  }
  return -1;
}

/** A `>` inside a quoted attribute value does not end the tag. */
function tagEnd(piece: string, from: number): number {
  if (from < piece.length && !/[\p{L}_:/]/u.test(piece[from]!)) return NO_TAG;
  let quote = 0;
  const until = Math.min(piece.length, from + MAX_TAG_CHARS);
  for (let at = from; at < until; at++) {
    const code = piece.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at;
    else if (code === 60) return NO_TAG;
  }
  return INCOMPLETE;
}

/** The internal subset of a document type stands in brackets and holds tags of its own. */
function declarationEnd(piece: string, from: number): number {
  let brackets = 0;
  for (let at = from; at < piece.length; at++) {
    const code = piece.charCodeAt(at);
    if (code === 91) brackets++;
    else if (code === 93) brackets--;
    else if (code === 62 && brackets <= 0) return at;
  }
  return INCOMPLETE;
}

function beforeTornEntity(piece: string, from: number): number {
  const ampersand = piece.lastIndexOf('&');
  return ampersand >= from && ampersand > piece.length - 12 ? ampersand : piece.length;
}
