import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionNames } from './function-names.ts';

/** A new folder below `parent` in which every function has a bundle that does nothing: enough to synthesise. */
export function emptyBundles(parent: string): string {
  const folder = mkdtempSync(join(parent, 'bundles-'));
  for (const name of functionNames()) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.mjs'), 'export const handler = () => {};');
  }
  return folder;
}
