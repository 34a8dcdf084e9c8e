import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

// What `npm test` runs. Arguments go to vitest, e.g. `npm test -- shared/domain`.

const root = dirname(import.meta.dirname);
const args = process.argv.slice(2);

console.log(
  `Tests of ${args.length > 0 ? args.join(' ') : 'everything'}: bundles the functions, synthesises the templates, ` +
    'then runs the code on local servers. Needs no account and no network.',
);
const vitest = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => vitest.kill(signal));
vitest.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
