// Size and import time of each function's bundle.
//
//   node bench/bundles.ts
//
// Needs Node 24. Import time: a new process each time, from the start of the import to its end; median of five.
// Prints Markdown.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../infra/bundle.ts';

const RUNS = 5;
const BUDGET_KB = 350;
const root = join(import.meta.dirname, '..');
const VALUES: Readonly<Record<string, string>> = {
  text: 'x',
  url: 'http://127.0.0.1:1/q',
  integer: '1',
  boolean: 'false',
};

const outdir = mkdtempSync(join(tmpdir(), 'bundles-'));
try {
  await bundleFunctions(outdir);
  console.log('| Function | kB minified | import ms (median of 5) | |\n|---|---|---|---|');
  for (const name of readdirSync(outdir).sort()) {
    const entry = join(outdir, name, 'index.mjs');
    if (!existsSync(entry)) continue;
    const kB = statSync(entry).size / 1_000;
    const isApi = !/^(run-scan|inspect-content|start-scan|sweep-scans|dead-letter|purge-tenant-data)/.test(
      name,
    );
    const note = isApi && kB > BUDGET_KB ? `over ${BUDGET_KB}` : '';
    console.log(`| ${name} | ${kB.toFixed(0)} | ${(await importMs(name, entry)).toFixed(0)} | ${note} |`);
  }
} finally {
  rmSync(outdir, { recursive: true });
}

async function importMs(name: string, entry: string): Promise<number> {
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    ...(await valuesOf(name)),
  };
  const script = `const t = performance.now(); await import(${JSON.stringify(entry)}); console.log(performance.now() - t); process.exit(0)`;
  const times = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })),
  );
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

/** A value of the right kind for every variable that the function reads. */
async function valuesOf(name: string): Promise<Record<string, string>> {
  const specs: Record<string, Record<string, string>> = await import(join(root, 'functions', name, 'env.ts'));
  return Object.fromEntries(
    Object.values(specs).flatMap((spec) =>
      Object.entries(spec).map(([variable, kind]) => [variable, VALUES[kind] ?? 'x'] as const),
    ),
  );
}
