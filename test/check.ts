import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildAssembly } from '../infra/build.ts';

// What `npm run check` runs: everything that must hold before a change is done. Goes on after a failure, so that one
// run shows all of them.

const root = dirname(import.meta.dirname);
const tool = (name: string): string => join(root, 'node_modules', '.bin', name);

type Outcome = 'ok' | 'failed' | `skipped: ${string}`;

const steps: readonly (readonly [name: string, run: () => Outcome | Promise<Outcome>])[] = [
  ['lint', () => command(tool('biome'), ['check', '.'])],
  ['types', () => command(tool('tsc'), ['-p', '.'])],
  ['portal', () => command(tool('tsc'), ['-p', 'portal'])],
  ['synth', synth],
  ['cfn-lint', lintTemplates],
  ['tests', () => command(process.execPath, [join(root, 'test', 'run.ts')])],
];

const results: string[] = [];
for (const [name, run] of steps) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const outcome = await run();
  if (outcome === 'failed') process.exitCode = 1;
  results.push(
    `${name.padEnd(9)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${outcome}`,
  );
}
console.log(`\n${results.join('\n')}`);

function command(file: string, args: readonly string[]): Outcome {
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0 ? 'ok' : 'failed';
}

async function synth(): Promise<Outcome> {
  try {
    const { assembly } = await buildAssembly();
    console.log(assembly);
    return 'ok';
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 'failed';
  }
}

/** W3005 finds fault with dependencies that the CDK adds to be sure. */
const cfnLintOptions = ['-i', 'W3005', '--'];

async function lintTemplates(): Promise<Outcome> {
  if (spawnSync('cfn-lint', ['--version']).status !== 0) return 'skipped: cfn-lint is not installed';
  const { assembly } = await buildAssembly();
  return command('cfn-lint', [...cfnLintOptions, ...globSync(join(assembly, '*.template.json'))]);
}
