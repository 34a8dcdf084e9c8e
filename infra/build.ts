import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleFunctions } from './bundle.ts';

const root = dirname(import.meta.dirname);

export interface Assembly {
  /** Folder with the templates, `manifest.json` and the bundled functions. Complete, and never changed again. */
  readonly assembly: string;
  /** What getting it took. */
  readonly ms: number;
  /** Built just now; false where the sources had been built before. */
  readonly fresh: boolean;
}

/**
 * The cloud assembly of the sources as they are now: bundles and templates. Built in a folder of its own and moved to
 * `<outdir>/<hash of the sources>`, so that builds at the same time, and readers of earlier ones, do not disturb each other.
 */
export async function buildAssembly({
  outdir = join(root, 'dist', 'assemblies'),
}: {
  outdir?: string;
} = {}): Promise<Assembly> {
  const started = performance.now();
  const assembly = join(outdir, await hashOfSources());
  const done = (fresh: boolean) => ({ assembly, ms: Math.round(performance.now() - started), fresh });
  if (await markAsUsed(assembly)) return done(false);

  await mkdir(outdir, { recursive: true });
  const workshop = await mkdtemp(join(outdir, 'building-'));
  try {
    await bundleFunctions(join(workshop, 'functions'));
    await synthesise(join(workshop, 'functions'), join(workshop, 'assembly'));
    await rename(join(workshop, 'assembly'), assembly).catch(async (error: unknown) => {
      // Somebody else has built the same meanwhile.
      if (!(await markAsUsed(assembly))) throw error;
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  await removeOld(outdir);
  return done(true);
}

/** In a process of its own: the memory that the CDK takes (about 400 MB) is given back. */
async function synthesise(functions: string, outdir: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'infra', 'app.ts')], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ functions }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`The templates could not be synthesised (infra/app.ts):\n${said}`);
}

/** Everything that ends up in the assembly comes from these. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const source of ['functions', 'shared', 'infra']) {
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(`${file.slice(root.length)}\0`).update(await readFile(file));
  }
  hash.update(await readFile(join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}

async function markAsUsed(folder: string): Promise<boolean> {
  const now = new Date();
  return utimes(folder, now, now).then(
    () => true,
    () => false,
  );
}

const keptAssemblies = 5;
const keptForMs = 2 * 3_600_000;

/** An older one may still be in use by a process that has been running for long. */
async function removeOld(outdir: string): Promise<void> {
  const folders = await Promise.all(
    (await readdir(outdir)).map(async (name) => {
      const path = join(outdir, name);
      const usedAt = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      return { path, usedAt };
    }),
  );
  const old = folders
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(keptAssemblies)
    .filter(({ usedAt }) => usedAt < Date.now() - keptForMs);
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })));
}
