import { COUNTRY_WORDS } from '../detectors/shared-words.ts';
import type {
  DataType,
  DigitsFinder,
  DottedFinder,
  Finder,
  LabelledFinder,
  Level,
  LinesFinder,
  MarkFinder,
  PhrasesFinder,
  ShapeFinder,
  TokenFinder,
} from './data-type.ts';
import { groupKey, type NumberForm, numberForm } from './number-form.ts';
import { type PrefixTrie, prefixTrie } from './prefixes.ts';
import {
  excludedBits,
  HEADS,
  headsOf,
  LEADS,
  LONGEST_RUN,
  leadsOf,
  runsOf,
  shapeOps,
  signedLength,
} from './shape.ts';
import { type Meaning, type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** Weight of words that several types share, and of a type's own words. */
export const WEAK = 1;
export const OWN = 2;
/** Words that point to the type's country: nothing by themselves; with a shared word they make it the type's own. */
export const COUNTRY = 4;

/** A finder of a type, by its index in {@link Compiled.finders}. */
export interface CompiledFinder<F extends Finder = Finder> {
  readonly index: number;
  /** Index of the type. */
  readonly type: number;
  readonly finder: F;
  /** Level of its values by weight of context: none, WEAK, OWN. */
  readonly levels: readonly [alone: Level, weak: Level, own: Level];
}

/** Numbers by the lengths of their groups, one group after the other. */
export interface FormNode {
  /** By {@link groupKey} of the group that follows. */
  readonly next: (FormNode | undefined)[];
  /** What may be written in the groups up to here. */
  readonly forms: Forms | undefined;
}

/** Numbers written in certain groups: of which finders, and which of those count without context too. */
export interface Forms {
  readonly all: readonly FormEntry[];
  readonly alone: readonly FormEntry[];
}

export interface FormEntry {
  readonly found: CompiledFinder;
  readonly form: NumberForm;
}

/** What a phrase adds to a document's score. */
export interface PhraseScore {
  readonly finder: number;
  readonly weight: number;
}

/** Finders of one kind that match the same texts, and which of those count without context too. */
export interface MatchGroup {
  readonly kind: Finder['kind'];
  readonly all: readonly CompiledFinder[];
  readonly alone: readonly CompiledFinder[];
}

/** A template or a function that may match where an identifier begins. */
export interface ShapeEntry {
  /** Index into {@link Compiled.matchGroups}. */
  readonly group: number;
  /** {@link excludedBits} of what it matches. */
  readonly excluded: number;
  /** {@link signedLength} of its template. */
  readonly signed: number;
  readonly ops: Uint8Array | undefined;
  readonly match: ((text: string, start: number) => number) | undefined;
}

/** Everything that the reader and the judge look up, made once from the declarations. Types are known by index. */
export interface Compiled {
  readonly types: readonly DataType[];
  readonly finders: readonly CompiledFinder[];
  /** One for each finder by its index, then those of templates that several finders share. */
  readonly matchGroups: readonly MatchGroup[];
  readonly vocabulary: Vocabulary;
  /** Targets are indexes into `tokens`. */
  readonly prefixes: PrefixTrie;
  readonly tokens: readonly { readonly index: number; readonly rest: RegExp }[];
  /** By {@link shapeSlot}. */
  readonly shapes: readonly (readonly ShapeEntry[] | undefined)[];
  /** Nonzero by {@link leadSlot} where an identifier may begin with a word, a separator and a digit. */
  readonly leads: Uint8Array;
  /** By {@link markSlot}. */
  readonly marks: readonly (readonly CompiledFinder<MarkFinder>[] | undefined)[];
  readonly forms: FormNode;
  /** By type index: what reads a value after the type's label. */
  readonly labelled: readonly (CompiledFinder<LabelledFinder> | undefined)[];
  readonly dotted: readonly CompiledFinder<DottedFinder>[];
  /** By phrase: what reads a value after it, and how it scores documents. */
  readonly labelsOf: readonly (readonly CompiledFinder<LabelledFinder>[])[];
  readonly scoresOf: readonly (readonly PhraseScore[])[];
  readonly lines: readonly CompiledFinder<LinesFinder>[];
}

/** Builds the look-up tables of a list of types. */
export function compile(types: readonly DataType[]): Compiled {
  const finders = findersOf(types);
  const tokens = ofKind<TokenFinder>(finders, 'token');
  const shapes = ofKind<ShapeFinder>(finders, 'shape');
  const labelled = ofKind<LabelledFinder>(finders, 'labelled');
  const scoring = scoringOf(ofKind<PhrasesFinder>(finders, 'phrases'), types.length);
  const vocabulary = vocabularyOf([...phrasesOf(types), ...scoring.entries]);
  const matchGroups = finders.map((found) => matchGroup([found]));
  const labelledByType = types.map((_, type) => labelled.find((each) => each.type === type));
  return {
    types,
    finders,
    matchGroups,
    vocabulary,
    prefixes: prefixTrie(
      tokens.flatMap(({ finder }, target) => finder.prefixes.map((literal) => ({ literal, target }))),
    ),
    tokens: tokens.map(({ index, finder }) => ({ index, rest: new RegExp(finder.rest, 'y') })),
    shapes: shapesBySlot(shapes, matchGroups),
    leads: leadsBySlot(shapes),
    marks: marksBySlot(ofKind<MarkFinder>(finders, 'mark')),
    forms: formsOf(ofKind<DigitsFinder>(finders, 'digits')),
    dotted: ofKind<DottedFinder>(finders, 'dotted'),
    labelsOf: vocabulary.meanings.map((meanings) =>
      meanings.flatMap(({ target, weight }) => ((weight & OWN) !== 0 ? (labelledByType[target] ?? []) : [])),
    ),
    scoresOf: vocabulary.meanings.map((meanings) =>
      meanings.flatMap(({ target }) => scoring.phrases[target - types.length] ?? []),
    ),
    lines: ofKind<LinesFinder>(finders, 'lines'),
    labelled: labelledByType,
  };
}

function findersOf(types: readonly DataType[]): CompiledFinder[] {
  const finders: CompiledFinder[] = [];
  for (const [type, { find, confidence }] of types.entries()) {
    for (const finder of find) {
      const levels = [
        finder.alone ?? confidence.alone,
        finder.weak ?? confidence.weak,
        confidence.own,
      ] as const;
      finders.push({ index: finders.length, type, finder, levels });
    }
  }
  return finders;
}

const ofKind = <F extends Finder>(finders: readonly CompiledFinder[], kind: F['kind']): CompiledFinder<F>[] =>
  finders.filter((each): each is CompiledFinder<F> => each.finder.kind === kind);

function* phrasesOf(types: readonly DataType[]): Generator<{ phrase: string; meaning: Meaning }> {
  for (const [target, type] of types.entries()) {
    for (const phrase of type.context ?? []) yield { phrase, meaning: { target, weight: OWN } };
    for (const phrase of type.weakContext ?? []) yield { phrase, meaning: { target, weight: WEAK } };
    for (const phrase of COUNTRY_WORDS[type.country ?? ''] ?? []) {
      yield { phrase, meaning: { target, weight: COUNTRY } };
      // `Swedish ID`: `id` alone would say nothing.
      if (type.group === 'national') yield { phrase: `${phrase} id`, meaning: { target, weight: OWN } };
    }
  }
}

/** Vocabulary entries of scoring phrases; each gets a target of its own, after those of the types. */
function scoringOf(finders: readonly CompiledFinder<PhrasesFinder>[], firstTarget: number) {
  const phrases = finders.flatMap((found) =>
    Object.entries(found.finder.phrases).map(([phrase, weight]) => ({ phrase, finder: found.index, weight })),
  );
  const entries = phrases.map(({ phrase }, index) => ({
    phrase,
    meaning: { target: firstTarget + index, weight: WEAK },
  }));
  return { phrases, entries };
}

/** Shapes are looked up by the classes of their first characters and the length of their first run. */
export const shapeSlot = (head: number, run: number): number => head * (LONGEST_RUN + 1) + run;

/** Adds the groups of shared templates to `matchGroups`. */
function shapesBySlot(
  finders: readonly CompiledFinder<ShapeFinder>[],
  matchGroups: MatchGroup[],
): (ShapeEntry[] | undefined)[] {
  const slots: (ShapeEntry[] | undefined)[] = new Array(shapeSlot(HEADS, 0)).fill(undefined);
  const add = (entry: ShapeEntry, heads: Iterable<number>, runs: readonly number[]) => {
    for (const head of heads) {
      for (const run of runs) {
        const slot = shapeSlot(head, run);
        slots[slot] = [...(slots[slot] ?? []), entry];
      }
    }
  };
  for (const { index, finder } of finders.filter((each) => each.finder.match)) {
    const { match, run: [least, most] = [1, LONGEST_RUN], shapes } = finder;
    const heads = new Set(shapes.flatMap((shape) => [...headsOf(shape)]));
    const excluded = shapes.reduce((bits, shape) => bits & excludedBits(shape), -1);
    add(
      { group: index, excluded, signed: 0, ops: undefined, match },
      heads,
      range(least, Math.min(most, LONGEST_RUN)),
    );
  }
  for (const [shape, sharing] of findersByTemplate(finders)) {
    const group = sharing.length === 1 ? sharing[0]!.index : matchGroups.push(matchGroup(sharing)) - 1;
    const entry = {
      group,
      excluded: excludedBits(shape),
      signed: signedLength(shape),
      ops: shapeOps(shape),
      match: undefined,
    };
    add(entry, headsOf(shape), [...new Set(runsOf(shape))]);
  }
  return slots;
}

function leadsBySlot(finders: readonly CompiledFinder<ShapeFinder>[]): Uint8Array {
  const leads = new Uint8Array(LEADS);
  for (const { finder } of finders) for (const lead of finder.shapes.flatMap(leadsOf)) leads[lead] = 1;
  return leads;
}

/** Types share templates; each is matched once. */
function findersByTemplate(
  finders: readonly CompiledFinder<ShapeFinder>[],
): Map<string, CompiledFinder<ShapeFinder>[]> {
  const byTemplate = new Map<string, CompiledFinder<ShapeFinder>[]>();
  for (const found of finders) {
    if (found.finder.match) continue;
    for (const shape of found.finder.shapes) byTemplate.set(shape, [...(byTemplate.get(shape) ?? []), found]);
  }
  return byTemplate;
}

const matchGroup = (all: readonly CompiledFinder[]): MatchGroup => ({
  kind: all[0]!.finder.kind,
  all,
  alone: all.filter(({ levels }) => levels[0] !== 'none'),
});

const range = (least: number, most: number): number[] =>
  Array.from({ length: most - least + 1 }, (_, index) => least + index);

/** Marks are looked up with the character that follows; what is not ASCII counts as 0. No two marks share their lower bits. */
export const markSlot = (mark: number, next: number): number => ((mark & 15) << 7) | (next < 128 ? next : 0);

function marksBySlot(finders: readonly CompiledFinder<MarkFinder>[]) {
  return Array.from({ length: 16 * 128 }, (_, slot) => {
    const next = String.fromCharCode(slot & 127);
    const own = finders.filter(
      ({ finder }) => (finder.mark.charCodeAt(0) & 15) === slot >> 7 && finder.next.test(next),
    );
    return own.length > 0 ? own : undefined;
  });
}

interface GrowingNode extends FormNode {
  readonly next: (GrowingNode | undefined)[];
  forms: { all: FormEntry[]; alone: FormEntry[] } | undefined;
}

function formsOf(finders: readonly CompiledFinder<DigitsFinder>[]): FormNode {
  const root: GrowingNode = newNode();
  for (const found of finders) {
    for (const form of found.finder.forms.map(numberForm)) {
      const node = form.lengths.reduce((at, length) => (at.next[length] ??= newNode()), root);
      node.forms ??= { all: [], alone: [] };
      node.forms.all.push({ found, form });
      if (found.levels[0] !== 'none') node.forms.alone.push({ found, form });
    }
  }
  return root;
}

const newNode = (): GrowingNode => ({
  next: new Array(groupKey(Number.POSITIVE_INFINITY) + 1).fill(undefined),
  forms: undefined,
});
