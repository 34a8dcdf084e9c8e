import type { DataType } from '../shared/inspection/detect/data-type.ts';
import { LABELS } from './detectors/labels.ts';
import { LABELLED, UNLABELLED } from './detectors/layouts.ts';
import { NEGATIVES } from './detectors/negatives.ts';
import { type Random, randomOf } from './detectors/random.ts';
import { brokenValue, newValue, samplesOf } from './detectors/values.ts';

/** A text and what stands in it. */
export interface LabelledText {
  readonly kind: 'positive' | 'broken' | 'unlabelled' | 'look-alike';
  /** The layout or the look-alike's name. */
  readonly layout: string;
  readonly text: string;
  /** Type and value that must be found at medium or high; missing where nothing must be. */
  readonly expected?: { readonly type: string; readonly value: string };
  /** The type that a hard negative tempts. */
  readonly tempts?: string;
}

/** Secrets carry their own prefix, so that any label does. */
const SECRET_LABELS = ['api key', 'token', 'credentials', 'key of the integration', 'secret'];
/** These stand in texts of their own shape, not beside a label. */
const OWN_TEXT = new Set([
  'PRIVATE_KEY',
  'PASSPORT_MRZ',
  'CARD_TRACK_DATA',
  'LOGIN_NAME',
  'CRYPTO_SEED_PHRASE',
  'GEO_COORDINATES',
  'PUTTY_KEY',
  'CURL_CREDENTIALS',
  'BASIC_AUTH',
  'BEARER_TOKEN',
]);
/** Layouts that a value with blanks or quotes cannot stand in, or that are written by machines from short values. */
const FRAGILE = new Set(['columns', 'env', 'properties', 'log', 'yamlPlain', 'chat', 'proseAfter']);

const layoutNames = Object.keys(LABELLED);

function labelsOf(type: DataType): readonly string[] {
  const known = LABELS[type.id];
  if (known) return known;
  if (type.group === 'credentials') return SECRET_LABELS;
  const own = (type.context ?? []).filter((phrase) => phrase.length > 2 && !/[*.]/.test(phrase));
  return own.length > 0 ? own : [type.name];
}

/**
 * Labelled samples of all types, and hard negatives, made from a seed: new values (never those of the declarations) in
 * layouts of prose, forms, tables, markup, configuration and logs.
 */
export function* corpus(types: readonly DataType[], seed: number, perType: number): Generator<LabelledText> {
  const random = randomOf(seed);
  for (const type of types) yield* textsOf(type, random, perType);
  for (const [layout, build] of Object.entries(NEGATIVES)) {
    for (let i = 0; i < Math.ceil(perType / 2); i++)
      yield { kind: 'look-alike', layout, text: build(random) };
  }
}

function* textsOf(type: DataType, random: Random, perType: number): Generator<LabelledText> {
  if (samplesOf(type).length === 0 || OWN_TEXT.has(type.id)) return;
  for (let i = 0; i < perType; i++) {
    const value = newValue(type, random);
    const layout = pickLayout(value, random);
    const label = random.pick(labelsOf(type));
    const text = LABELLED[layout]!(label, value, random);
    yield { kind: 'positive', layout, text, expected: { type: type.id, value } };
    if (i % 2 === 0) yield* negativesOf(type, value, label, layout, random);
  }
}

function* negativesOf(
  type: DataType,
  value: string,
  label: string,
  layout: string,
  random: Random,
): Generator<LabelledText> {
  const broken = /credentials|contact|crypto/.test(type.group) ? undefined : brokenValue(type, value);
  if (broken)
    yield { kind: 'broken', layout, text: LABELLED[layout]!(label, broken, random), tempts: type.id };
  if (type.confidence.alone === 'none' && !/credentials|contact/.test(type.group)) {
    const unlabelled = random.pick(Object.keys(UNLABELLED));
    yield {
      kind: 'unlabelled',
      layout: unlabelled,
      text: UNLABELLED[unlabelled]!(label, value, random),
      tempts: type.id,
    };
  }
}

function pickLayout(value: string, random: Random): string {
  for (;;) {
    const layout = random.pick(layoutNames);
    const isFragile =
      /[\s,;"'|]/.test(value) && (FRAGILE.has(layout) || /csv|semicolons|tabs|markdown/.test(layout));
    if (!isFragile) return layout;
  }
}
