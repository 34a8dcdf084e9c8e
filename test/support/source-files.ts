import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** As in .gitignore. */
const unversioned = new Set(['node_modules', '.git', 'dist', 'cdk.out', 'coverage', '.data', 'out']);

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (unversioned.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every file of the project, by its path from the root. */
export const files: readonly string[] = filesBelow('');

/** TypeScript in a folder. */
export const sources: readonly string[] = files.filter((file) => /\/.*\.tsx?$/.test(file));

export const text = (file: string): string => readFileSync(join(root, file), 'utf8');

const importing =
  /^\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\('([^']+)'\)/gm;

export interface Imports {
  /** Paths of this project from the root. */
  readonly own: readonly string[];
  /** Names of packages and their parts. */
  readonly packages: readonly string[];
}

export function importsOf(file: string): Imports {
  const names = [...text(file).matchAll(importing)].map(
    ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '',
  );
  return {
    own: names
      .filter((name) => name.startsWith('.'))
      .map((name) => normalize(join(dirname(file), name)).replaceAll('\\', '/')),
    packages: names.filter((name) => !name.startsWith('.')),
  };
}

/** Code lines that match, without comments; directives are comments that do something, so they stay. */
export function codeLines(file: string, pattern: RegExp): string[] {
  const code = text(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/(?! (?:@ts|biome|eslint)-).*$/gm, '$1');
  return code.split('\n').filter((line) => pattern.test(line));
}
