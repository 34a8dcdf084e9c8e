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
import { type NumberForm, numberForm } from './number-form.ts';
import { type PrefixTrie, prefixTrie } from './prefixes.ts';
import { HEADS, headsOf, matchShape } from './shape.ts';
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
  /** Level of its values without context. */
  readonly alone: Level;
}

export interface ShapeEntry {
  readonly index: number;
  readonly match: (text: string, start: number) => number;
}

/** Everything that the reader and the judge look up, made once from the declarations. Types are known by index. */
export interface Compiled {
  readonly types: readonly DataType[];
  readonly finders: readonly CompiledFinder[];
  readonly vocabulary: Vocabulary;
  /** Targets are indexes into `tokens`. */
  readonly prefixes: PrefixTrie;
  readonly tokens: readonly { readonly index: number; readonly rest: RegExp }[];
  readonly shapesByHead: readonly (readonly ShapeEntry[])[];
  readonly marksByCode: readonly (readonly CompiledFinder<MarkFinder>[] | undefined)[];
  readonly formsByKey: ReadonlyMap<
    number,
    readonly { readonly found: CompiledFinder; readonly form: NumberForm }[]
  >;
  /** By type index: what reads a value after the type's label. */
  readonly labelled: readonly (CompiledFinder<LabelledFinder> | undefined)[];
  readonly dotted: readonly CompiledFinder<DottedFinder>[];
  /** Phrases that score documents: their targets in the vocabulary follow those of the types. */
  readonly scoring: readonly { readonly found: CompiledFinder<PhrasesFinder>; readonly weight: number }[];
  readonly lines: readonly CompiledFinder<LinesFinder>[];
  readonly onWord?: (hash: number, start: number, end: number) => void;
}

/** Builds the look-up tables of a list of types. */
export function compile(types: readonly DataType[]): Compiled {
  const finders: CompiledFinder[] = types
    .flatMap((each, type) =>
      each.find.map((finder) => ({ type, finder, alone: finder.alone ?? each.confidence.alone })),
    )
    .map((each, index) => ({ ...each, index }));
  const tokens = ofKind<TokenFinder>(finders, 'token');
  const labelled = ofKind<LabelledFinder>(finders, 'labelled');
  const scoring = scoringOf(ofKind<PhrasesFinder>(finders, 'phrases'), types.length);
  return {
    types,
    finders,
    vocabulary: vocabularyOf([...phrasesOf(types), ...scoring.entries]),
    prefixes: prefixTrie(
      tokens.flatMap(({ finder }, target) => finder.prefixes.map((literal) => ({ literal, target }))),
    ),
    tokens: tokens.map(({ index, finder }) => ({ index, rest: new RegExp(finder.rest, 'y') })),
    shapesByHead: shapesByHead(ofKind<ShapeFinder>(finders, 'shape')),
    marksByCode: marksByCode(ofKind<MarkFinder>(finders, 'mark')),
    formsByKey: formsByKey(ofKind<DigitsFinder>(finders, 'digits')),
    dotted: ofKind<DottedFinder>(finders, 'dotted'),
    scoring: scoring.phrases,
    lines: ofKind<LinesFinder>(finders, 'lines'),
    labelled: types.map((_, type) => labelled.find((each) => each.type === type)),
  };
}

const ofKind = <F extends Finder>(finders: readonly CompiledFinder[], kind: F['kind']): CompiledFinder<F>[] =>
  finders.filter((each): each is CompiledFinder<F> => each.finder.kind === kind);

function* phrasesOf(types: readonly DataType[]): Generator<{ phrase: string; meaning: Meaning }> {
  for (const [target, type] of types.entries()) {
    for (const phrase of type.context ?? []) yield { phrase, meaning: { target, weight: OWN } };
    for (const phrase of type.weakContext ?? []) yield { phrase, meaning: { target, weight: WEAK } };
    const countryWords = type.weakContext?.length ? COUNTRY_WORDS[type.country ?? ''] : undefined;
    for (const phrase of countryWords ?? []) yield { phrase, meaning: { target, weight: COUNTRY } };
  }
}

/** Vocabulary entries of scoring phrases; each gets a target of its own, after those of the types. */
function scoringOf(finders: readonly CompiledFinder<PhrasesFinder>[], firstTarget: number) {
  const phrases = finders.flatMap((found) =>
    Object.entries(found.finder.phrases).map(([phrase, weight]) => ({ phrase, found, weight })),
  );
  const entries = phrases.map(({ phrase }, index) => ({
    phrase,
    meaning: { target: firstTarget + index, weight: WEAK },
  }));
  return { phrases, entries };
}

function shapesByHead(finders: readonly CompiledFinder<ShapeFinder>[]): ShapeEntry[][] {
  const byHead: ShapeEntry[][] = Array.from({ length: HEADS }, () => []);
  for (const { index, finder } of finders) {
    const own = finder.match;
    const entries = own
      ? [
          {
            entry: { index, match: own },
            heads: new Set(finder.shapes.flatMap((shape) => [...headsOf(shape)])),
          },
        ]
      : finder.shapes.map((shape) => ({
          entry: { index, match: (text: string, start: number) => matchShape(shape, text, start) },
          heads: headsOf(shape),
        }));
    for (const { entry, heads } of entries) for (const head of heads) byHead[head]!.push(entry);
  }
  return byHead;
}

function marksByCode(finders: readonly CompiledFinder<MarkFinder>[]) {
  return Array.from({ length: 128 }, (_, code) => {
    const own = finders.filter(({ finder }) => finder.mark.charCodeAt(0) === code);
    return own.length > 0 ? own : undefined;
  });
}

function formsByKey(finders: readonly CompiledFinder<DigitsFinder>[]) {
  const byKey = new Map<number, { found: CompiledFinder; form: NumberForm }[]>();
  for (const found of finders) {
    for (const form of found.finder.forms.map(numberForm)) {
      const list = byKey.get(form.key) ?? [];
      list.push({ found, form });
      byKey.set(form.key, list);
    }
  }
  return byKey;
}
