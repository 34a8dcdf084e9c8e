import type { RiskStep } from '../policy.ts';
import type { Confidence } from '../result.ts';

/** Families of data types, as shown in the portal. */
export const GROUPS = {
  payment: 'Payment and bank',
  national: 'National and social numbers',
  tax: 'Tax numbers',
  travel: 'Passports and licences',
  health: 'Health',
  contact: 'Contact and personal',
  credentials: 'Credentials and secrets',
  crypto: 'Crypto wallets',
  device: 'Devices and vehicles',
  code: 'Source code',
  documents: 'Legal and HR documents',
  customer: 'Customer data',
} as const;

export type Group = keyof typeof GROUPS;

/**
 * The declaration of one data type: everything that the engine and the portal know of it.
 * Adding a type is one declaration in a group's file plus its line in the catalogue.
 */
export interface DataType {
  /** Stable id, such as `CREDIT_CARD`. */
  readonly id: string;
  /** Name for people. */
  readonly name: string;
  readonly group: Group;
  /** ISO 3166 code where the type belongs to one country. */
  readonly country?: string;
  /** Where the structure is documented. */
  readonly source: string;
  readonly find: readonly Finder[];
  /** Checksum, date or range over the normalised value (separators removed). False drops the candidate. */
  readonly validate?: (value: string) => boolean;
  /** Well-known test values and documentation examples: recognised, and lowered to low. */
  readonly isTest?: (value: string) => boolean;
  /** Words and phrases that belong to this type alone, in its own languages. */
  readonly context?: readonly string[];
  /** Words that fit several types. */
  readonly weakContext?: readonly string[];
  /** What stands around a value and proves it without words, such as expiry date and security code after a card. */
  readonly isSupported?: (text: string, start: number, end: number) => boolean;
  readonly confidence: Levels;
  /** Distinct-value thresholds of risk; the group's default where missing. */
  readonly risk?: readonly RiskStep[];
  /** How many characters of a sample stay readable. */
  readonly mask?: Mask;
  /** Texts that must be found at medium or high, the value between « and ». */
  readonly hits: readonly string[];
  /** Texts that must not be found at medium or high. */
  readonly misses: readonly string[];
}

/** `none` is no finding at all. */
export type Level = Confidence | 'none';

/** Confidence by the evidence around a valid value. */
export interface Levels {
  /** No context; a finder may say otherwise. */
  readonly alone: Level;
  /** Only words that several types share. */
  readonly weak: Level;
  /** A word of its own. */
  readonly own: Level;
}

/** The structure alone is unmistakable. */
export const STRONG: Levels = { alone: 'high', weak: 'high', own: 'high' };
/** A checksum on few digits: nothing without context. */
export const CHECKED: Levels = { alone: 'none', weak: 'medium', own: 'high' };
/** Checksum and a telling alphabet or grouping: medium by itself. */
export const TELLING: Levels = { alone: 'medium', weak: 'high', own: 'high' };
/** A structure without checksum: only its own words make it a finding. */
export const SHAPED: Levels = { alone: 'none', weak: 'low', own: 'medium' };

export interface Mask {
  /** Leading characters that stay: issuer or vendor prefix. */
  readonly head?: number;
  /** Trailing characters that stay, at most four. */
  readonly tail?: number;
}

interface FinderBase {
  /** Replaces the type's level without context, for a way of writing that is more telling, or less. */
  readonly alone?: Level;
  /** The same for shared words. */
  readonly weak?: Level;
}

export type Finder =
  | DigitsFinder
  | DottedFinder
  | ShapeFinder
  | TokenFinder
  | MarkFinder
  | LabelledFinder
  | PhrasesFinder
  | LinesFinder;

/**
 * Numbers, from the digit machine. A form is group lengths with what stands between them: `9`, `3_2_4` (`_`: blank,
 * dash or dot, the same throughout), `3.3.3-2` (exactly these).
 */
export interface DigitsFinder extends FinderBase {
  readonly kind: 'digits';
  readonly forms: readonly string[];
}

/**
 * Identifiers of letters and digits, tried where a word begins. Shapes are templates: `A` upper-case letter, `a` any
 * letter, `9` digit, `X` upper-case letter or digit, `x` letter or digit, `_` optional blank, dash or dot; anything
 * else stands for itself. `match` takes over where a template cannot say it.
 */
export interface ShapeFinder extends FinderBase {
  readonly kind: 'shape';
  readonly shapes: readonly string[];
  /** Returns the end of the identifier that starts at `start`, or -1. Shapes then only say how it may begin. */
  readonly match?: (text: string, start: number) => number;
  /** Where `match` decides: letters and digits that stand together at the start, at least and at most. */
  readonly run?: readonly [least: number, most: number];
  /** Case and separators belong to the value. */
  readonly exact?: true;
}

/** Up to three digits and a dot, where a number begins. Returns the end, or -1. */
export interface DottedFinder extends FinderBase {
  readonly kind: 'dotted';
  readonly match: (text: string, start: number) => number;
}

/** Secrets with a vendor prefix at the beginning of a word. */
export interface TokenFinder extends FinderBase {
  readonly kind: 'token';
  readonly prefixes: readonly string[];
  /** Sticky, every repeat bounded: what follows the prefix. */
  readonly rest: RegExp;
}

/** Values around a telling character. Returns start and end, or undefined. */
export interface MarkFinder extends FinderBase {
  readonly kind: 'mark';
  readonly mark: string;
  /** Which character must follow the mark: all others are passed over without a call. */
  readonly next: RegExp;
  readonly match: (text: string, at: number) => readonly [start: number, end: number] | undefined;
}

/** Values that only their label tells: the type's context words are the labels. */
export interface LabelledFinder extends FinderBase {
  readonly kind: 'labelled';
  /** Returns the end of the value that starts at `start`, or -1. */
  readonly match: (text: string, start: number) => number;
  /** Where the value of a label in `[start, end)` begins, or -1; by default after glue such as `: "`. */
  readonly valueAfter?: (text: string, start: number, end: number) => number;
}

/** Documents told by many weighted phrases or lines; the score of a whole document decides. */
export interface PhrasesFinder extends FinderBase {
  readonly kind: 'phrases';
  /** Weight by phrase. */
  readonly phrases: Readonly<Record<string, number>>;
  /** Sums of weights (each phrase counts once) from which the document counts as medium and high. */
  readonly medium: number;
  readonly high: number;
}

/** Documents told by the share of their lines that look alike. */
export interface LinesFinder extends FinderBase {
  readonly kind: 'lines';
  readonly isMember: (line: string) => boolean;
  /** Lines that it takes at least. */
  readonly fewest: number;
  /** Shares of the lines from which the document counts as medium and high. */
  readonly medium: number;
  readonly high: number;
}
