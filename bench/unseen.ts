// Precision, recall and F1 of every data type on texts that follow no rule of the engine: values from other
// implementations of the checksums, labels and sentences as people write them. Types below F1 1 are listed one by one.
//
//   node bench/unseen.ts [--seed N] [--per-type N] [--misses] [--ndjson FILE]
//
// `--misses` prints the texts that went wrong, `--ndjson` writes all of them for `npm run inspect -- --ndjson`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { detectValues } from '../shared/inspection/detect/measure.ts';
import { DATA_TYPES } from '../shared/inspection/detectors/catalogue.ts';
import { corpus } from './unseen/corpus.ts';
import { ratio, scoreOf, type TypeScore } from './unseen/score.ts';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261130' },
    'per-type': { type: 'string', default: '16' },
    misses: { type: 'boolean', default: false },
    ndjson: { type: 'string' },
  },
});
const samples = [...corpus(Number(options.seed), Number(options['per-type']))];
if (options.ndjson) {
  writeFileSync(options.ndjson, samples.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(''));
}

const score = scoreOf(samples, detectValues);
for (const { sample, missed, wrong } of options.misses ? score.mistakes : []) {
  console.log(sample.id);
  for (const miss of missed) console.log(`   missed ${miss}`);
  for (const { type, value, confidence } of wrong) console.log(`   wrong  ${type} ${value} (${confidence})`);
  console.log(`   ${JSON.stringify(sample.text.slice(0, 300))}`);
}

const row = ({ found, missed, wrong, precision, recall, F1 }: TypeScore) => {
  return {
    found,
    missed,
    wrong,
    precision: precision.toFixed(3),
    recall: recall.toFixed(3),
    F1: F1.toFixed(3),
  };
};
const imperfect = score.types.filter(({ F1 }) => F1 < 1).toSorted((a, b) => a.F1 - b.F1);
console.table(Object.fromEntries(imperfect.map((each) => [each.type, row(each)])));

const groups = Object.groupBy(score.types, ({ type }) => DATA_TYPES.find(({ id }) => id === type)!.group);
console.table(
  Object.fromEntries(
    Object.entries(groups).map(([group, members = []]) => {
      const sum = (key: 'found' | 'missed' | 'wrong' | 'F1') =>
        members.reduce((total, each) => total + each[key], 0);
      const [found, missed, wrong] = [sum('found'), sum('missed'), sum('wrong')];
      const [precision, recall] = [ratio(found, found + wrong), ratio(found, found + missed)];
      const type = { type: group, found, missed, wrong, precision, recall, F1: sum('F1') / members.length };
      return [group, { types: members.length, ...row(type) }];
    }),
  ),
);
console.log(`texts ${samples.length}, types ${score.types.length}`);
console.log(`precision ${score.precision.toFixed(4)}`);
console.log(`recall    ${score.recall.toFixed(4)}`);
console.log(`macro F1  ${score.macroF1.toFixed(4)}`);
for (const [kind, { texts, alarmed }] of score.alarms) {
  console.log(
    `${kind.padEnd(10)} ${alarmed} of ${texts} raise an alarm (${((100 * alarmed) / texts).toFixed(2)} %)`,
  );
}
