import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assemblyFolder } from '../support/assembly.ts';

const isInstalled = spawnSync('cfn-lint', ['--version']).status === 0;

test('cfn-lint finds nothing in the templates', { timeout: 120_000 }, (context) => {
  context.skip(!isInstalled, 'cfn-lint is not installed');
  const templates = globSync(join(assemblyFolder(), '*.template.json'));

  // W3005 finds fault with dependencies that the CDK adds to be sure.
  const { status, stdout } = spawnSync('cfn-lint', ['-i', 'W3005', '--', ...templates], { encoding: 'utf8' });

  expect(stdout).toBe('');
  expect(status).toBe(0);
});
