import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildAssembly } from '../../infra/build.ts';

test('two builds at the same time make one complete assembly, and a third finds it there', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'assemblies-'));
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));

  const [one, other] = await Promise.all([buildAssembly({ outdir }), buildAssembly({ outdir })]);
  const again = await buildAssembly({ outdir });

  expect(new Set([one.assembly, other.assembly, again.assembly]).size).toBe(1);
  expect(readdirSync(outdir)).toHaveLength(1);
  expect(readdirSync(again.assembly)).toEqual(
    expect.arrayContaining(['manifest.json', 'Data.template.json', 'Service.template.json']),
  );
  expect(again.fresh).toBe(false);
});
