import { parseArgs } from 'node:util';
import { MUTATIONS, mutationNamed } from './mutations/mutations.ts';
import { runSeeds } from './pool.ts';
import { repeatLine, reportOf } from './report.ts';
import { simulate } from './simulate.ts';
import { traceOf } from './trace.ts';
import type { Outcome } from './worker.ts';

// What `npm run simulate` runs. Exits 0 only if every seed holds every promise.

const HELP = `Seeded simulation of the real handlers and stores under every fault, on all cores.

  npm run simulate -- [options]

  --seeds N         how many seeds (default 2000)
  --from S          the first of them (default 1)
  --seed S          this seed alone, with everything that happened in it
  --mutation NAME   with a mistake in the pipeline that has to be found:
${MUTATIONS.map(({ name, what }) => `                    ${name}: ${what}`).join('\n')}
  --help            this text
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    mutation: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

process.exit(await main());

async function main(): Promise<number> {
  const { seed, mutation } = values;
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (seed !== undefined) return showOne(seed, mutation);
  const [count, from] = [Number(values.seeds), Number(values.from)];
  if (!(count > 0 && Number.isInteger(count) && Number.isInteger(from))) {
    console.error('--seeds and --from are whole numbers.');
    return 1;
  }
  return runMany(
    Array.from({ length: count }, (_, index) => String(from + index)),
    mutation,
  );
}

async function showOne(seed: string, mutation: string | undefined): Promise<number> {
  const { problems, run } = await simulate(seed, {
    mutate: mutation === undefined ? undefined : mutationNamed(mutation).mutate,
  });
  console.log(traceOf(run));
  console.log(problems.length === 0 ? 'Every promise holds.' : problems.join('\n'));
  return problems.length === 0 ? 0 : 1;
}

async function runMany(seeds: readonly string[], mutation: string | undefined): Promise<number> {
  const outcomes: Outcome[] = [];
  const started = performance.now();
  await runSeeds(
    seeds,
    (outcome) => {
      outcomes.push(outcome);
      if (outcome.problems.length > 0) console.log(`fails: ${repeatLine(outcome.seed, mutation)}`);
      if (outcomes.length % 1_000 === 0) console.log(`${outcomes.length} of ${seeds.length}`);
    },
    { mutation },
  );
  const { user, system } = process.cpuUsage();
  console.log(`\n${reportOf(outcomes, mutation)}`);
  console.log(
    `\n${((user + system) / 1e6).toFixed(0)} s of processor time in ${((performance.now() - started) / 1_000).toFixed(0)} s.`,
  );
  return outcomes.some(({ problems }) => problems.length > 0) ? 1 : 0;
}
