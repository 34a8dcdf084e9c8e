import { type DataType, GROUPS } from '../../shared/inspection/detect/data-type.ts';
import { detectValues } from '../../shared/inspection/detect/measure.ts';
import { type Measures, measuresOf, type Score } from './score.ts';

/**
 * How a type does on the samples of its own declaration, at the default confidence: values between « and » must be found
 * as they are and nothing else of the type, and nothing of it in the samples that must not fire.
 */
export function ownScore({ id, hits, misses }: DataType): Score {
  const score: Score = { found: 0, missed: 0, wrong: 0 };
  const reported = (text: string) =>
    detectValues(text).flatMap(({ type, value, confidence }) =>
      type === id && confidence !== 'low' ? [value] : [],
    );
  for (const hit of hits) {
    const values = reported(hit.replaceAll(/[«»]/g, ''));
    // A kind of document has no value of its own; it is there or not.
    const expected = hit.includes('«')
      ? [...hit.matchAll(/«([^»]+)»/g)].map((match) => match[1]!)
      : values.slice(0, 1);
    const found = expected.filter((value) => values.includes(value)).length;
    score.found += found;
    score.missed += Math.max(1, expected.length) - found;
    score.wrong += values.length - found;
  }
  for (const miss of misses) score.wrong += reported(miss).length;
  return score;
}

/** A row without the measures on generated texts, which take minutes and end it. */
export function ownCells(type: DataType): string {
  return `| ${type.id} | ${type.hits.length} | ${type.misses.length} | ${shown(measuresOf(ownScore(type)))} |`;
}

/** All types by group as Markdown, with what the generated texts gave. */
export function typeTable(types: readonly DataType[], generated: ReadonlyMap<string, Measures>): string {
  const sections = Object.entries(GROUPS).map(([group, name]) => {
    const rows = types
      .filter((type) => type.group === group)
      .map((type) => {
        const measures = generated.get(type.id);
        return `${ownCells(type)} ${measures ? shown(measures) : '– | – | –'} |`;
      });
    return [`## ${name}`, '', HEAD, ...rows].join('\n');
  });
  return `${INTRODUCTION}\n${sections.join('\n\n')}\n`;
}

const HEAD = [
  '| Type | must fire | must not | P | R | F1 | generated P | R | F1 |',
  '|---|---|---|---|---|---|---|---|---|',
].join('\n');

const INTRODUCTION = `# Every data type: \`node bench/detectors.ts --table\`

Precision, recall and F1 at the default confidence. First on the samples that live with each declaration in \`shared/inspection/detectors\`: how many texts must fire, how many must not; \`test/bench/type-table.test.ts\` keeps these columns true. Then on generated texts, with new values in layouts that the declarations do not have ([README.md](README.md) says which); "–" where a type stands in texts of its own shape only.
`;

const shown = ({ precision, recall, f1 }: Measures): string =>
  [precision, recall, f1].map((measure) => measure.toFixed(2)).join(' | ');
