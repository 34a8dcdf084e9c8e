import { talkHoldings } from './documents/plan.ts';
import { filler, type Holding, sentenceWith, valuesOf } from './documents/prose.ts';
import { mix, random, seedOf } from './random.ts';

/** What people wrote for Claude about a project; values are spread over both texts. */
export interface ProjectTexts {
  readonly description: string;
  readonly instructions: string;
}

/** Share of projects whose texts hold something sensitive. */
const SENSITIVE_SHARE = 0.4;
/** Some people write nothing at all. */
const EMPTY = 5;

export function projectTexts(worldSeed: number, index: number): ProjectTexts {
  if (isEmpty(index)) return { description: '', instructions: '' };
  const draw = random(mix(textSeed(worldSeed, index), 1));
  const said = projectValues(worldSeed, index).map((value) => sentenceWith(value, draw));
  const half = Math.ceil(said.length / 2);
  const text = (sentences: readonly string[]) => [filler(draw), ...sentences, filler(draw)].join('\n');
  return { description: text(said.slice(half)), instructions: text(said.slice(0, half)) };
}

/** Distinct values in the texts of a project. */
export function projectValues(worldSeed: number, index: number): Holding[] {
  if (isEmpty(index)) return [];
  const seed = textSeed(worldSeed, index);
  return valuesOf(talkHoldings(seed, SENSITIVE_SHARE), seed);
}

export const isEmpty = (index: number): boolean => index % EMPTY === EMPTY - 1;

const textSeed = (worldSeed: number, index: number): number => mix(seedOf(worldSeed, 'project text'), index);
