import { encodedTexts } from './encoded-text.ts';
import type { InspectionLimits } from './limits.ts';
import type { Recogniser } from './ocr.ts';
import { safeName } from './place.ts';
import type { Reason } from './reason.ts';
import type { ByteSource } from './source.ts';
import type { Place, TextSegment } from './text.ts';
import { reasonOf, Unreadable } from './unreadable.ts';
import { LONGEST_WINDOW, windowsOf } from './windows.ts';

/** What reading one item has used up; shared by all of its members. */
export interface Usage {
  textChars: number;
  /** Of these, what is not just about the document: file names and properties do not make it read. */
  contentChars: number;
  expandedBytes: number;
  members: number;
  cells: number;
}

/** Everything that reading an item collects, members included. */
export interface Collected {
  readonly usage: Usage;
  labels: Set<string>;
  readonly gaps: Set<Reason>;
  /** What the item itself is. */
  format: string;
}

/** Where the readers of formats put what they find. One for each document; members get their own, one level deeper. */
export interface Extraction {
  readonly limits: InspectionLimits;
  /**
   * Passes on text, whole or in pieces, in windows if it is long. Throws `Unreadable` when the text or time budget is
   * spent.
   */
  text(text: string | Iterable<string>, place: Place, labels?: readonly string[]): void;
  /** Notes that a part could not be read. */
  gap(reason: Reason): void;
  /** The reader found out more closely what the document is, such as `docx` for a ZIP container. */
  format(format: string): void;
  /** A sensitivity label that the document carries. */
  label(label: string): void;
  /** Reads a document inside this one. What goes wrong inside becomes a gap, so that the rest is still read. */
  member(source: ByteSource, name: string): Promise<void>;
  /** The same for a document that its container has taken apart already. */
  nested(name: string, read: (inner: Extraction) => Promise<void>): Promise<void>;
  /**
   * A picture inside this document: read like a member where reading pictures is switched on. Else it only counts:
   * a document of which hardly anything but pictures is there has not been read.
   */
  picture(name: string, read: () => Promise<ByteSource> | ByteSource): Promise<void>;
  /** Notes a gap when pictures were left out and next to no text was there. For whoever called the reader. */
  endDocument(): void;
  /** The text in a picture. Throws `Unreadable` when it cannot be had. */
  recognise(picture: Uint8Array): Promise<string>;
  /** Throws `Unreadable` when the time budget is spent or the inspection was aborted. */
  checkTime(): void;
  /** Throws `Unreadable` when one more filled cell is too many for the item. */
  spendCell(): void;
  /** Throws `Unreadable` when this many expanded bytes more are too many for the item. */
  spendBytes(count: number): void;
}

/** Reads one format. */
export type Extract = (source: ByteSource, out: Extraction) => Promise<void> | void;

export interface ExtractionOptions {
  readonly limits: InspectionLimits;
  readonly signal: AbortSignal;
  /** Milliseconds of `performance.now()` at which the budget ends. */
  readonly deadline: number;
  readonly scan: (segment: TextSegment) => void;
  readonly recogniser: Recogniser | null;
  readonly extractMember: (source: ByteSource, out: Extraction) => Promise<void>;
}

/** A document with pictures and less text than this is a scan with a stamp or page number on it. */
export const FEW_CHARS = 32;

export function newCollected(): Collected {
  return {
    usage: { textChars: 0, contentChars: 0, expandedBytes: 0, members: 0, cells: 0 },
    labels: new Set(),
    gaps: new Set(),
    format: 'unknown',
  };
}

/** The extraction of the item itself; its members derive from it. */
export function createExtraction(options: ExtractionOptions, collected: Collected): Extraction {
  return extractionAt(options, collected, undefined, 0);
}

function extractionAt(
  options: ExtractionOptions,
  collected: Collected,
  path: string | undefined,
  depth: number,
): Extraction {
  const { limits, signal, deadline, scan } = options;
  const { usage, labels, gaps } = collected;
  let untilClock = 0;
  let pictures = 0;
  let chars = 0;

  const checkTime = () => {
    if (signal.aborted || performance.now() > deadline) throw new Unreadable('too_slow', true);
  };
  const emit = (
    text: string,
    place: Place,
    segmentLabels?: readonly string[],
    own?: readonly [from: number, to: number],
  ) => {
    untilClock -= text.length + 16;
    if (untilClock < 0) {
      untilClock = LONGEST_WINDOW;
      checkTime();
    }
    if (usage.textChars + text.length > limits.maxTextChars) throw new Unreadable('too_large', true);
    usage.textChars += text.length;
    if (place.kind !== 'property') {
      usage.contentChars += text.length;
      chars += text.length;
    }
    const placed = path === undefined ? place : { ...place, member: path };
    const labelled = segmentLabels ? { labels: segmentLabels } : {};
    scan({ text, place: placed, ...labelled, ...(own ? { own } : {}) });
    const { column, ...around } = placed;
    let line = placed.line ?? 1;
    // In the file's own text people can find the line in which it begins.
    let nextBreak = column === undefined ? -1 : text.indexOf('\n');
    for (const [decoded, start] of encodedTexts(text)) {
      for (; nextBreak !== -1 && nextBreak < start; nextBreak = text.indexOf('\n', nextBreak + 1)) line++;
      scan({ text: decoded, place: column === undefined ? around : { ...around, line }, ...labelled });
    }
  };

  const nested: Extraction['nested'] = async (name, read) => {
    usage.members += 1;
    if (depth + 1 > limits.maxDepth) return void gaps.add('too_deep');
    if (usage.members > limits.maxMembers) throw new Unreadable('too_many_members', true);
    const memberPath = path === undefined ? name : `${path} › ${name}`;
    const inner = extractionAt(options, collected, memberPath, depth + 1);
    inner.text(name, { kind: 'property', name: 'file name' });
    try {
      await read(inner);
    } catch (thrown) {
      if (thrown instanceof Unreadable && thrown.endsItem) throw thrown;
      gaps.add(reasonOf(thrown, 'corrupt'));
    }
  };

  return {
    limits,
    text(text, place, segmentLabels) {
      if (typeof text === 'string' && text.length <= LONGEST_WINDOW) return emit(text, place, segmentLabels);
      for (const { text: part, own, ...position } of windowsOf(
        typeof text === 'string' ? [text] : text,
        place,
      ))
        emit(part, { ...place, ...position }, segmentLabels, own);
    },
    gap: (reason) => void gaps.add(reason),
    format(format) {
      if (depth === 0) collected.format = format;
    },
    label: (label) => void labels.add(safeName(label)),
    member: (source, name) => nested(name, (inner) => options.extractMember(source, inner)),
    nested,
    async picture(name, read) {
      if (!options.recogniser) return void pictures++;
      await nested(name, async (inner) => options.extractMember(await read(), inner));
    },
    endDocument() {
      if (pictures > 0 && chars < FEW_CHARS) gaps.add('unsupported_format');
    },
    async recognise(picture) {
      if (!options.recogniser) throw new Unreadable('unsupported_format');
      return options.recogniser.recognise(picture);
    },
    checkTime,
    spendCell() {
      usage.cells += 1;
      if (usage.cells > limits.maxCells) throw new Unreadable('too_large', true);
    },
    spendBytes(count) {
      usage.expandedBytes += count;
      if (usage.expandedBytes > limits.maxExpandedBytes) throw new Unreadable('too_compressed', true);
    },
  };
}
