/** A run of text with its place in the document; extraction yields these in order. */
export interface TextSegment {
  readonly text: string;
  /** Where it is, for people: page, sheet and cell, slide, line, member path, JSON path… */
  readonly place: Place;
  /**
   * Words that name the value although they stand elsewhere: column header, JSON key path, form field name,
   * XML element.
   */
  readonly labels?: readonly string[];
  /** Set for windows of a longer text: only values that begin in this stretch count, the others do so in a neighbour. */
  readonly own?: readonly [from: number, to: number];
}

/** Whether a value that begins at `start` counts in this segment. */
export const isOwn = ({ own }: TextSegment, start: number): boolean =>
  own === undefined || (start >= own[0] && start < own[1]);

/** 1-based column in the file of a position in a segment, where the segment is a piece of the file as it is. */
export function columnAt({ text, place }: TextSegment, at: number): Pick<Place, 'column'> {
  if (place.column === undefined) return {};
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return { column: lineStart === 0 || at === 0 ? place.column + at : at - lineStart + 1 };
}

/** The coordinates of a segment; only those that the format has are set. */
export interface Place {
  /** Path inside archives and attachments, outermost first, joined by ` › `. */
  readonly member?: string;
  readonly kind:
    | 'text'
    | 'page'
    | 'cell'
    | 'table'
    | 'slide'
    | 'paragraph'
    | 'path'
    | 'message'
    | 'field'
    | 'note'
    | 'comment'
    | 'property';
  /** Sheet, table of a text, JSON path, form field, part of a message. */
  readonly name?: string;
  /** 1-based page or slide. */
  readonly page?: number;
  /** 1-based line of the segment's start; for a `paragraph` its number. */
  readonly line?: number;
  /** 1-based column of the segment's start; only where the text is the file's own. */
  readonly column?: number;
  /** Cell reference such as `C7`. */
  readonly cell?: string;
}
