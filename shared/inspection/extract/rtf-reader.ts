import { createHexCollector } from './hex-collector.ts';
import {
  CHARACTERS,
  charsetLabel,
  KNOWN_DESTINATION,
  PARAGRAPH_ENDS,
  PARTS,
  PROPERTIES,
  pageLabel,
  SKIPPED,
} from './rtf-words.ts';
import { createTableLabels, namesSomething } from './table-labels.ts';

/** What a rich text says, in its order. */
export interface RtfHandlers {
  /** `names` are the words that name its values: the column's header, a short paragraph before. */
  paragraph(text: string, names: readonly string[], part: string | null): void;
  property?(name: string, text: string): void;
  link?(target: string): void;
  /** An object, as the bytes that are kept of it. */
  object?(bytes: Buffer): void;
  /** A picture; without bytes where `keepsPictures` is not set. */
  picture?(bytes: Buffer): void;
  readonly keepsPictures?: boolean;
}

/** Content nests a few levels deep; more is not a document. */
const MAX_GROUPS = 10_000;
const CONTROL = /([a-z]{1,32})(-?\d{1,10})? ?/iy;

type Role = 'fonts' | 'info' | 'property' | 'name' | 'value' | 'part' | 'instruction' | 'object' | 'picture';

interface Group {
  readonly skipped: boolean;
  /** Characters that follow a Unicode character for readers that know none. */
  readonly fallback: number;
  readonly font: number;
  readonly role: Role | null;
  /** The control word that gave it the role. */
  readonly word: string;
}

/** Groups whose text is kept apart from the text around them. */
const APART = new Set<Role | null>(['property', 'name', 'value', 'part', 'instruction', 'object', 'picture']);

/**
 * Reads RTF, given as one character a byte. Text is in the code page of its font, or of the document.
 *
 * @returns whether every group was closed; else the document ends in the middle
 */
export function readRtf(rtf: string, handlers: RtfHandlers): boolean {
  const documentPage = pageLabel(Number(/\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 1000))?.[1] ?? 1252));
  const fonts = new Map<number, string>();
  const groups: { group: Group; outer: string[] | null }[] = [];
  let group: Group = { skipped: false, fallback: 1, font: -1, role: null, word: '' };
  /** The text of the group around one that is kept apart, while that one is read. */
  let outer: string[] | null = null;
  let text: string[] = [];
  let bytes: number[] = [];
  const hex = createHexCollector();
  let toSkip = 0;
  let property = '';
  let labels = createTableLabels();
  let column = 0;
  let inTable = false;
  /** Of a cell, the paragraphs before its last. */
  let cellText = '';
  let before: readonly string[] = [];

  const flushBytes = () => {
    if (bytes.length === 0) return;
    text.push(new TextDecoder(fonts.get(group.font) ?? documentPage).decode(Uint8Array.from(bytes)));
    bytes = [];
  };
  const put = (characters: string) => {
    flushBytes();
    if (group.skipped) return;
    if (group.role === 'object' || (group.role === 'picture' && handlers.keepsPictures)) hex.put(characters);
    else if (group.role !== 'picture') text.push(characters);
  };
  const takeText = (): string => {
    flushBytes();
    const taken = text.join('');
    text = [];
    return taken;
  };
  const endParagraph = (by: string) => {
    const paragraph = takeText();
    const part = group.role === 'part' ? (PARTS.get(group.word) ?? null) : null;
    const cell = by.endsWith('cell');
    if (paragraph.trim() !== '')
      handlers.paragraph(paragraph, inTable || cell ? labels.namesOf(column) : before, part);
    if (cell) {
      labels.cell(column++, (cellText + paragraph).trim());
      cellText = '';
    } else if (by.endsWith('row')) {
      labels.endRow();
      column = 0;
    } else if (!inTable && paragraph.trim() !== '') {
      labels = createTableLabels();
      before = namesSomething(paragraph) ? [paragraph.trim()] : [];
    } else if (inTable) cellText += paragraph;
  };
  const begin = (role: Role, name: string) => {
    if (group.role !== role) {
      flushBytes();
      if (APART.has(role)) [outer, text] = [text, []];
      group = { ...group, role, word: name };
    }
  };
  const endGroup = () => {
    flushBytes();
    const closing = group;
    const parent = groups.pop();
    if (!parent) return;
    if (parent.group.role !== closing.role && APART.has(closing.role)) {
      finish(closing);
      text = outer ?? [];
      outer = parent.outer;
    }
    group = parent.group;
  };
  const finish = ({ role, word, skipped }: Group) => {
    if (role === 'part') return endParagraph('par');
    const taken = takeText();
    if (skipped) return;
    if (role === 'name') property = taken;
    else if (role === 'value') handlers.property?.(property, taken);
    else if (role === 'property') handlers.property?.(word, taken);
    else if (role === 'instruction') {
      const target = /HYPERLINK\s{1,4}"([^"]{1,4000})/.exec(taken)?.[1];
      if (target) handlers.link?.(target);
    } else if (role === 'object') handlers.object?.(hex.take());
    else if (role === 'picture') handlers.picture?.(hex.take());
  };
  const word = (name: string, value: number | null) => {
    if (SKIPPED.has(name)) group = { ...group, skipped: true };
    else if (name === 'fonttbl') group = { ...group, skipped: true, role: 'fonts' };
    else if (name === 'info') group = { ...group, role: 'info' };
    else if (group.role === 'info' && PROPERTIES.has(name)) begin('property', name);
    else if (name === 'propname') begin('name', name);
    else if (name === 'staticval') begin('value', name);
    else if (name === 'fldinst') begin('instruction', name);
    else if (name === 'objdata') begin('object', name);
    else if (name === 'pict') begin('picture', name);
    else if (PARTS.has(name)) begin('part', name);
    else if (name === 'uc') group = { ...group, fallback: value ?? 1 };
    else if (name === 'f' && value !== null) {
      flushBytes();
      group = { ...group, font: value };
    } else if (group.role === 'fonts') fontWord(name, value);
    else if (name === 'pard') inTable = false;
    else if (name === 'intbl') inTable = true;
    else if (name === 'u' && value !== null) {
      put(String.fromCharCode(value & 0xffff));
      toSkip = group.fallback;
    } else if (PARAGRAPH_ENDS.has(name) && group.role !== 'object' && group.role !== 'picture')
      endParagraph(name);
    else put(CHARACTERS.get(name) ?? '');
  };
  const fontWord = (name: string, value: number | null) => {
    const label = name === 'cpg' ? pageLabel(value ?? 0) : charsetLabel(value ?? 0);
    if (label && (name === 'cpg' || name === 'fcharset')) fonts.set(group.font, label);
  };

  for (let at = 0; at < rtf.length; ) {
    const char = rtf[at]!;
    if (char === '{') {
      flushBytes();
      if (groups.length < MAX_GROUPS) groups.push({ group, outer });
      at++;
    } else if (char === '}') {
      endGroup();
      at++;
    } else if (char === '\\') at = control(at + 1);
    else {
      const end = nextSpecial(rtf, at);
      const plain = rtf.slice(at + Math.min(toSkip, end - at), end).replace(/[\r\n]/g, '');
      toSkip = Math.max(0, toSkip - (end - at));
      if (plain !== '') put(plain);
      at = end;
    }
  }
  const isWhole = groups.length === 0;
  while (groups.length > 0) endGroup();
  endParagraph('par');
  return isWhole;

  function control(at: number): number {
    const char = rtf[at] ?? '';
    if (char === "'") {
      const code = Number.parseInt(rtf.slice(at + 1, at + 3), 16);
      if (toSkip > 0) toSkip--;
      else if (!group.skipped && !Number.isNaN(code)) bytes.push(code);
      return at + 3;
    }
    CONTROL.lastIndex = at;
    const match = CONTROL.exec(rtf);
    if (match) {
      const end = CONTROL.lastIndex;
      if (match[1] === 'bin') return end + binary(end, Math.max(0, Number(match[2] ?? 0)));
      word(match[1]!, match[2] === undefined ? null : Number(match[2]));
      return end;
    }
    if (char === '~') put(' ');
    else if (char === '_') put('-');
    else if (char === '\n' || char === '\r') endParagraph('par');
    else if (char === '\\' || char === '{' || char === '}') put(char);
    else if (char === '*') {
      KNOWN_DESTINATION.lastIndex = at + 1;
      if (!KNOWN_DESTINATION.test(rtf)) group = { ...group, skipped: true };
    }
    return at + 1;
  }

  /** Raw bytes of an object or picture, which else are written as hexadecimal digits. */
  function binary(start: number, length: number): number {
    if (group.role === 'object' || group.role === 'picture')
      put(Buffer.from(rtf.slice(start, start + length), 'latin1').toString('hex'));
    return length;
  }
}

function nextSpecial(rtf: string, from: number): number {
  for (let at = from; at < rtf.length; at++) {
    const code = rtf.charCodeAt(at);
    if (code === 92 || code === 123 || code === 125) return at;
  }
  return rtf.length;
}
