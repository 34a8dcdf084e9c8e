import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Has `make` fill a folder beside `folder`, then moves it there: whoever finds it, finds it complete. What exists is
 * used as it is, and what others make at the same time counts as well.
 *
 * @returns whether this call has made it
 */
export async function builtOnce(folder: string, make: (empty: string) => Promise<void>): Promise<boolean> {
  if (await markAsUsed(folder)) return false;
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const workshop = await mkdtemp(join(parent, 'building-'));
  try {
    await make(workshop);
    // Other users of this clone may read it.
    await chmod(workshop, 0o755);
    await rename(workshop, folder);
    return true;
  } catch (error) {
    await rm(workshop, { recursive: true, force: true });
    if (await markAsUsed(folder)) return false;
    throw error;
  } finally {
    await removeOld(parent);
  }
}

/** Whether it is there. What another user has built can be used, but not marked. */
async function markAsUsed(folder: string): Promise<boolean> {
  const now = new Date();
  return utimes(folder, now, now).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== 'ENOENT',
  );
}

const kept = 5;
const keptForMs = 2 * 3_600_000;

/** Not the recent ones: a process that has been running for a while may still read them. */
async function removeOld(parent: string): Promise<void> {
  const folders = await Promise.all(
    (await readdir(parent)).map(async (name) => {
      const path = join(parent, name);
      const usedAt = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      return { path, usedAt };
    }),
  );
  const old = folders
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(kept)
    .filter(({ usedAt }) => usedAt < Date.now() - keptForMs);
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })));
}
