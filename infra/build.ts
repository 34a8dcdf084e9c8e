import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtOnce } from './built-once.ts';
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
 * The cloud assembly of the sources as they are now: templates and bundles, in `<outdir>/<hash of the sources>`. Builds at
 * the same time, and readers of earlier ones, do not disturb each other.
 */
export async function buildAssembly({
  outdir = join(root, 'dist', 'assemblies'),
}: {
  outdir?: string;
} = {}): Promise<Assembly> {
  const started = performance.now();
  const assembly = join(outdir, await hashOfSources());
  const fresh = await builtOnce(assembly, async (empty) => {
    const functions = await mkdtemp(join(tmpdir(), 'functions-'));
    try {
      await bundleFunctions(functions);
      await synthesise(functions, empty);
    } finally {
      await rm(functions, { recursive: true, force: true });
    }
  });
  return { assembly, ms: Math.round(performance.now() - started), fresh };
}

/**
 * Without the portal's stack, which one machine has no use for: there the pages are served as they are built. In a process
 * of its own: the memory that the CDK takes (about 400 MB) is given back.
 */
async function synthesise(functions: string, outdir: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'infra', 'app.ts')], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ functions, portal: 'false' }),
    },
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
