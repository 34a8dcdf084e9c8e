import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = dirname(import.meta.dirname);

test.each(['.', 'portal'])('the types of %s hold', (project) => {
  const tsc = join(root, 'node_modules', '.bin', 'tsc');

  const { status, stdout } = spawnSync(tsc, ['-p', project], { cwd: root, encoding: 'utf8' });

  expect(stdout).toBe('');
  expect(status).toBe(0);
});
