import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsOf, sources, text } from './source-files.ts';

const root = join(import.meta.dirname, '..', '..');

/** A package of the lockfile. */
export interface LockedPackage {
  /** Folder from the root, e.g. `node_modules/zod`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** SPDX expression that the package states; null: none. */
  readonly license: string | null;
  /** Part of the functions' bundles or of the portal, or could be; false: only builds and tests. */
  readonly deployed: boolean;
}

interface Entry {
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, unknown>>;
}

type Lockfile = Readonly<Record<string, Entry>>;

/** Every package of package-lock.json. What is deployed begins with `dependencies` and with what the portal imports. */
export function lockedPackages(): LockedPackage[] {
  const { packages } = JSON.parse(text('package-lock.json')) as { packages: Lockfile };
  const roots = [...Object.keys(packages['']?.dependencies ?? {}), ...importedByPortal()];
  const deployed = closure(packages, roots);
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version, license }]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      license: license ?? null,
      deployed: deployed.has(path),
    }));
}

/** What ends up in browsers; portal/build.ts builds it and stays at home. */
function importedByPortal(): string[] {
  const names = sources
    .filter((file) => file.startsWith('portal/src/'))
    .flatMap((file) => importsOf(file).packages)
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(names)];
}

/** Paths of the named packages and of all that they depend on, found as Node finds them. */
function closure(packages: Lockfile, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = roots.map((name) => ({ from: '', name, needed: true }));
  for (const { from, name, needed } of waiting) {
    const path = resolve(packages, from, name);
    if (path === null) {
      if (needed) throw new Error(`${name}, needed by ${from || 'the project'}, is not in the lockfile.`);
      continue;
    }
    if (found.has(path)) continue;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependenciesMeta } = packages[path] as Entry;
    for (const next of Object.keys(dependencies ?? {}))
      waiting.push({ from: path, name: next, needed: true });
    // A bundler takes in what a package only tries to load, if it is there.
    for (const next of Object.keys({ ...optionalDependencies, ...peerDependenciesMeta })) {
      waiting.push({ from: path, name: next, needed: false });
    }
  }
  return found;
}

function resolve(packages: Lockfile, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return null;
  }
}

/** The text of a package's licence as it is installed; null where the package holds none. */
export function licenseText({ path }: LockedPackage): string | null {
  const folder = join(root, path);
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
}
