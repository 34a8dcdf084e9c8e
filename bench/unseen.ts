// Precision, recall and F1 of every data type on texts by other rules than the engine's own samples.
//
//   node bench/unseen.ts [--seed N] [--per-type N] [--misses] [--ndjson FILE] [TYPE…]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { detectValues } from '../shared/inspection/detect/measure.ts';
import { corpus, type Sample } from './unseen/corpus.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '4711' },
    'per-type': { type: 'string', default: '12' },
    misses: { type: 'boolean', default: false },
    ndjson: { type: 'string' },
  },
});
const samples = [...corpus(Number(options.seed), Number(options['per-type']))];
if (options.ndjson)
  writeFileSync(options.ndjson, samples.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(''));

const scores = new Map<string, { found: number; missed: number; wrong: number }>();
const scoreOf = (type: string) => {
  const score = scores.get(type) ?? { found: 0, missed: 0, wrong: 0 };
  scores.set(type, score);
  return score;
};
const alarms = new Map<string, { texts: number; alarmed: number }>();
for (const sample of samples) judge(sample);

function judge(sample: Sample): void {
  const reported = detectValues(sample.text).filter(({ confidence }) => confidence !== 'low');
  const open = [...reported];
  const missed: string[] = [];
  for (const { type, value } of sample.expected) {
    const at = open.findIndex((each) => each.type === type && (value === undefined || each.value === value));
    if (at >= 0) open.splice(at, 1);
    else missed.push(`${type} ${value ?? ''}`);
    scoreOf(type)[at >= 0 ? 'found' : 'missed']++;
  }
  if (sample.kind === 'document') open.splice(0);
  for (const { type } of open) scoreOf(type).wrong++;
  if (sample.expected.length === 0) {
    const alarm = alarms.get(sample.kind) ?? { texts: 0, alarmed: 0 };
    alarms.set(sample.kind, alarm);
    alarm.texts++;
    if (reported.length > 0) alarm.alarmed++;
  }
  if (!options.misses || (missed.length === 0 && open.length === 0)) return;
  const touches = [...sample.expected, ...open].some(({ type }) => positionals.includes(type));
  if (positionals.length > 0 && !touches) return;
  console.log(`${sample.id}`);
  for (const miss of missed) console.log(`   missed ${miss}`);
  for (const { type, value, confidence } of open) console.log(`   wrong  ${type} ${value} (${confidence})`);
  console.log(`   ${JSON.stringify(sample.text.slice(0, 300))}`);
}

const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
const rows = [...scores].map(([type, { found, missed, wrong }]) => ({
  type,
  found,
  missed,
  wrong,
  precision: ratio(found, found + wrong),
  recall: ratio(found, found + missed),
  F1: ratio(2 * found, 2 * found + missed + wrong),
}));
const measured = rows.filter(({ found, missed }) => found + missed > 0);
const sum = (key: 'found' | 'missed' | 'wrong') => rows.reduce((total, row) => total + row[key], 0);
for (const row of rows.toSorted((a, b) => a.F1 - b.F1 || a.type.localeCompare(b.type)))
  if (row.F1 < 1)
    console.log(
      `${row.type.padEnd(26)} found ${row.found} missed ${row.missed} wrong ${row.wrong}  P ${row.precision.toFixed(2)} R ${row.recall.toFixed(2)} F1 ${row.F1.toFixed(2)}`,
    );
console.log(`texts ${samples.length}, types ${measured.length}`);
console.log(`precision ${ratio(sum('found'), sum('found') + sum('wrong')).toFixed(4)}`);
console.log(`recall    ${ratio(sum('found'), sum('found') + sum('missed')).toFixed(4)}`);
console.log(
  `macro F1  ${ratio(
    measured.reduce((total, row) => total + row.F1, 0),
    measured.length,
  ).toFixed(4)}`,
);
for (const [kind, { texts, alarmed }] of alarms)
  console.log(`${kind} ${alarmed} of ${texts} (${((100 * alarmed) / texts).toFixed(2)} %)`);
