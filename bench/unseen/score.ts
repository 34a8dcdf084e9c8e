import type { MeasuredValue } from '../../shared/inspection/detect/measure.ts';
import type { Sample } from './corpus.ts';

/** How one data type fared. */
export interface TypeScore {
  readonly type: string;
  readonly found: number;
  readonly missed: number;
  /** Reported where nothing or something else was expected. */
  readonly wrong: number;
  readonly precision: number;
  readonly recall: number;
  readonly F1: number;
}

/** What went wrong in one text. */
export interface Mistake {
  readonly sample: Sample;
  readonly missed: readonly string[];
  readonly wrong: readonly MeasuredValue[];
}

export interface Score {
  readonly types: readonly TypeScore[];
  readonly precision: number;
  readonly recall: number;
  readonly macroF1: number;
  /** By kind of hard negative. */
  readonly alarms: ReadonlyMap<string, { readonly texts: number; readonly alarmed: number }>;
  readonly mistakes: readonly Mistake[];
}

export const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** Compares what is reported at the default confidence with what must be found, value by value. */
export function scoreOf(samples: Iterable<Sample>, detect: (text: string) => MeasuredValue[]): Score {
  const counts = new Map<string, { found: number; missed: number; wrong: number }>();
  const count = (type: string, key: 'found' | 'missed' | 'wrong') => {
    const entry = counts.get(type) ?? { found: 0, missed: 0, wrong: 0 };
    entry[key]++;
    counts.set(type, entry);
  };
  const alarms = new Map<string, { texts: number; alarmed: number }>();
  const mistakes: Mistake[] = [];
  for (const sample of samples) {
    const reported = detect(sample.text).filter(({ confidence }) => confidence !== 'low');
    const { missed, wrong } = compare(sample, reported, count);
    if (missed.length > 0 || wrong.length > 0) mistakes.push({ sample, missed, wrong });
    if (sample.expected.length > 0) continue;
    const { texts, alarmed } = alarms.get(sample.kind) ?? { texts: 0, alarmed: 0 };
    alarms.set(sample.kind, { texts: texts + 1, alarmed: alarmed + (reported.length > 0 ? 1 : 0) });
  }
  return { ...summary([...counts]), alarms, mistakes };
}

function compare(
  sample: Sample,
  reported: readonly MeasuredValue[],
  count: (type: string, key: 'found' | 'missed' | 'wrong') => void,
): { missed: string[]; wrong: MeasuredValue[] } {
  const wrong = [...reported];
  const missed: string[] = [];
  for (const { type, value } of sample.expected) {
    const at = wrong.findIndex((each) => each.type === type && (value === undefined || each.value === value));
    if (at >= 0) wrong.splice(at, 1);
    else missed.push(`${type} ${value ?? ''}`);
    count(type, at >= 0 ? 'found' : 'missed');
  }
  // A whole document holds more than the kind of document that it is.
  if (sample.kind === 'document') wrong.splice(0);
  for (const { type } of wrong) count(type, 'wrong');
  return { missed, wrong };
}

function summary(counts: readonly [type: string, { found: number; missed: number; wrong: number }][]) {
  const types = counts.map(([type, { found, missed, wrong }]): TypeScore => {
    const F1 = ratio(2 * found, 2 * found + missed + wrong);
    return {
      type,
      found,
      missed,
      wrong,
      precision: ratio(found, found + wrong),
      recall: ratio(found, found + missed),
      F1,
    };
  });
  const measured = types.filter(({ found, missed }) => found + missed > 0);
  const sum = (key: 'found' | 'missed' | 'wrong') => types.reduce((total, type) => total + type[key], 0);
  return {
    types,
    precision: ratio(sum('found'), sum('found') + sum('wrong')),
    recall: ratio(sum('found'), sum('found') + sum('missed')),
    macroF1: ratio(
      measured.reduce((total, { F1 }) => total + F1, 0),
      measured.length,
    ),
  };
}
