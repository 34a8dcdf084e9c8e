import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { builtOnce } from '../infra/built-once.ts';
import { fontsAsFiles } from './fonts-as-files.ts';

const root = dirname(import.meta.dirname);

export interface PortalBuild {
  /** Folder with `index.html` and `assets/`. Complete, and never changed again. */
  readonly folder: string;
  readonly ms: number;
  /** Built just now; false where the same sources had been built before. */
  readonly fresh: boolean;
}

/** The portal's files as the sources are now, in `<outdir>/<hash of the sources>`. */
export async function buildPortal({
  outdir = join(root, 'dist', 'portal'),
}: {
  outdir?: string;
} = {}): Promise<PortalBuild> {
  const started = performance.now();
  const folder = join(outdir, await hashOfSources());
  const fresh = await builtOnce(folder, bundle);
  return { folder, ms: Math.round(performance.now() - started), fresh };
}

async function bundle(outDir: string): Promise<void> {
  // Vite takes it from the environment, and a test run says `test`: that would bundle React with its checks.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: import.meta.dirname,
      configFile: false,
      logLevel: 'warn',
      plugins: [react(), fontsAsFiles()],
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2022',
        // The Content-Security-Policy takes no data: addresses.
        assetsInlineLimit: 0,
        // Every browser that the target stands for loads modules ahead by itself.
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 1_000,
      },
    });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/** The build takes from these, and from what is installed. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const files = [join(root, 'package-lock.json'), join(root, 'shared', 'inspection', 'reason.ts')];
  for (const folder of ['portal', 'shared/api', 'shared/domain']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    files.push(
      ...entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)),
    );
  }
  for (const file of files.sort()) hash.update(`${file.slice(root.length)}\0`).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

if (import.meta.main) {
  const { folder, ms, fresh } = await buildPortal();
  console.error(fresh ? `Built the portal in ${ms} ms: ${folder}` : `The portal is built already: ${folder}`);
}
