import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to inspect under the name that people gave it, or what stands in the way. */
export type Chosen =
  | { readonly file: string; readonly sizeBytes: number }
  | { readonly file: string; readonly problem: string };

/** The files that people named, and those in the folders that they named, links aside. */
export async function* chosenFiles(
  names: readonly string[],
  pathOf: (name: string) => string,
): AsyncGenerator<Chosen> {
  for (const name of names) yield* chosen(name, pathOf);
}

async function* chosen(name: string, pathOf: (name: string) => string): AsyncGenerator<Chosen> {
  const found = await stat(pathOf(name)).catch(() => null);
  if (!found) yield { file: name, problem: 'does not exist or cannot be opened' };
  else if (found.isFile()) yield { file: name, sizeBytes: found.size };
  else if (found.isDirectory()) yield* inFolder(name, pathOf);
  // Devices and pipes have no end that one could rely on.
  else yield { file: name, problem: 'is neither a file nor a folder' };
}

async function* inFolder(folder: string, pathOf: (name: string) => string): AsyncGenerator<Chosen> {
  const entries = await readdir(pathOf(folder), { withFileTypes: true }).catch(() => null);
  if (!entries) return yield { file: folder, problem: 'cannot be opened' };
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isFile() || entry.isDirectory()) yield* chosen(join(folder, entry.name), pathOf);
  }
}
