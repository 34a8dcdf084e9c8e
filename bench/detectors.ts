// Precision, recall and F1 of every data type on made-up texts, and how many hard negatives raise an alarm.
//
//   node bench/detectors.ts [--seed N] [--per-type N] [--misses] [--table] [TYPE…]
//
// Alarms are what the default confidence (medium) reports. `--misses` prints the texts that went wrong, `--table` writes
// `bench/types.md`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { detectValues } from '../shared/inspection/detect/measure.ts';
import { DATA_TYPES } from '../shared/inspection/detectors/catalogue.ts';
import { measuresOf, ratio, type Score } from './detectors/score.ts';
import { typeTable } from './detectors/type-table.ts';
import { corpus, type LabelledText } from './detectors-corpus.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '20261124' },
    'per-type': { type: 'string', default: '20' },
    misses: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
  },
});

const types = DATA_TYPES.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
const scores = new Map<string, Score>();
const scoreOf = (type: string): Score => {
  const score = scores.get(type) ?? { found: 0, missed: 0, wrong: 0 };
  scores.set(type, score);
  return score;
};
const alarms: Record<string, { texts: number; alarmed: number }> = {};

for (const sample of corpus(types, Number(options.seed), Number(options['per-type']))) judge(sample);

function judge(sample: LabelledText): void {
  const reported = detectValues(sample.text).filter(({ confidence }) => confidence !== 'low');
  if (sample.expected) {
    const { type, value } = sample.expected;
    const isFound = reported.some((each) => each.type === type && each.value === value);
    scoreOf(type)[isFound ? 'found' : 'missed']++;
    const others = reported.filter((each) => each.type !== type || each.value !== value);
    for (const other of others) scoreOf(other.type).wrong++;
    if (!isFound || others.length > 0) print(sample, reported);
    return;
  }
  alarms[sample.kind] ??= { texts: 0, alarmed: 0 };
  const alarm = alarms[sample.kind]!;
  alarm.texts++;
  if (reported.length === 0) return;
  alarm.alarmed++;
  for (const { type } of reported) scoreOf(type).wrong++;
  print(sample, reported);
}

function print(
  sample: LabelledText,
  reported: readonly { type: string; value: string; confidence: string }[],
): void {
  if (!options.misses) return;
  const expected = sample.expected
    ? `${sample.expected.type} ${sample.expected.value}`
    : `nothing (${sample.tempts ?? ''})`;
  console.log(`${sample.kind}/${sample.layout}: expected ${expected}`);
  for (const { type, value, confidence } of reported)
    console.log(`   found ${type} ${value} (${confidence})`);
  console.log(`   ${JSON.stringify(sample.text.slice(0, 220))}`);
}

const rows = [...scores].map(([type, score]) => ({ type, ...score, ...measuresOf(score) }));
const measured = rows.filter(({ found, missed }) => found + missed > 0);
const sum = (pick: (row: (typeof rows)[number]) => number) =>
  rows.reduce((total, row) => total + pick(row), 0);

if (options.table) {
  const generated = new Map(measured.map((row) => [row.type, row]));
  writeFileSync(join(import.meta.dirname, 'types.md'), typeTable(DATA_TYPES, generated));
}
console.table(
  Object.fromEntries(
    rows
      .toSorted((a, b) => a.f1 - b.f1 || a.type.localeCompare(b.type))
      .map(({ type, found, missed, wrong, precision, recall, f1 }) => [
        type,
        {
          found,
          missed,
          wrong,
          precision: precision.toFixed(3),
          recall: recall.toFixed(3),
          F1: f1.toFixed(3),
        },
      ]),
  ),
);
const found = sum((row) => row.found);
console.log(`types measured   ${measured.length} of ${types.length}`);
console.log(`precision        ${ratio(found, found + sum((row) => row.wrong)).toFixed(4)}`);
console.log(`recall           ${ratio(found, found + sum((row) => row.missed)).toFixed(4)}`);
console.log(
  `macro F1         ${ratio(
    measured.reduce((total, row) => total + row.f1, 0),
    measured.length,
  ).toFixed(4)}`,
);
for (const [kind, { texts, alarmed }] of Object.entries(alarms)) {
  console.log(
    `${kind.padEnd(16)} ${alarmed} of ${texts} texts raise an alarm (${((100 * alarmed) / texts).toFixed(2)} %)`,
  );
}
