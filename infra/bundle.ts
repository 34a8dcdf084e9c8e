import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { lighterSdk } from './lighter-sdk.ts';

// esbuild makes a self-contained folder of each function: `<outdir>/<function>/index.mjs`, and what it loads.

const root = dirname(import.meta.dirname);

/** Bundles of CommonJS dependencies in a module need a `require`. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * Functions whose large parts are files of their own, which they load when they need them: `import()` of a module that
 * most of their invocations do without.
 */
const split = new Set([
  'configure-integration',
  'delete-integration',
  'export-list',
  'manage-policies',
  'run-scan',
  'try-policy',
]);

export interface Bundles {
  /** Bytes that a module needs to start, by module, e.g. `scan-now/index.mjs`. */
  readonly bytes: Readonly<Record<string, number>>;
  readonly ms: number;
}

/** Bundles every function into `outdir`, which is replaced. Beside the bundles, `metafile.json` says what is in them. */
export async function bundleFunctions(outdir: string): Promise<Bundles> {
  const started = performance.now();
  await rm(outdir, { recursive: true, force: true });
  const entries = await entryPoints();
  const metafiles = await Promise.all([
    bundle(
      entries.filter((entry) => !split.has(functionOf(entry))),
      outdir,
    ),
    ...[...split].map((name) =>
      bundle(
        entries.filter((entry) => functionOf(entry) === name),
        outdir,
        { splitting: true, chunkNames: `${name}/[name]-[hash]` },
      ),
    ),
  ]);
  const metafile: Metafile = {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
  };
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, 'metafile.json'), JSON.stringify(metafile));
  return { bytes: bytesOf(metafile, outdir), ms: Math.round(performance.now() - started) };
}

async function bundle(
  entries: readonly string[],
  outdir: string,
  options: BuildOptions = {},
): Promise<Metafile> {
  const { metafile } = await build({
    ...options,
    absWorkingDir: root,
    entryPoints: entries.map((entry) => join(root, 'functions', entry)),
    outbase: join(root, 'functions'),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    legalComments: 'none',
    mainFields: ['module', 'main'],
    banner: { js: banner },
    metafile: true,
    logLevel: 'warning',
    plugins: lighterSdk,
  });
  return metafile;
}

/** Each function's `index.ts`, and beside it every `*-worker.ts`, which becomes a module of its own to start threads with. */
async function entryPoints(): Promise<string[]> {
  const files = await readdir(join(root, 'functions'), { recursive: true });
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[^/]+\/(index|[^/]+-worker)\.ts$/.test(file));
}

const functionOf = (entry: string): string => entry.slice(0, entry.indexOf('/'));

/** Bytes of each entry, with the files that it loads at once. */
function bytesOf({ outputs }: Metafile, outdir: string): Record<string, number> {
  const entries = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint?.startsWith('functions/'));
  return Object.fromEntries(
    entries
      .map((path) => [relative(outdir, join(root, path)), bytesAtOnce(outputs, path)] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

function bytesAtOnce(outputs: Metafile['outputs'], entry: string): number {
  const loaded = new Set([entry]);
  for (const path of loaded) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && imported in outputs) loaded.add(imported);
    }
  }
  return [...loaded].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

if (import.meta.main) {
  const { bytes, ms } = await bundleFunctions(join(root, 'dist', 'functions'));
  for (const [module, size] of Object.entries(bytes)) {
    console.error(`${String(Math.round(size / 1000)).padStart(6)} kB  ${module}`);
  }
  console.error(`Bundled ${Object.keys(bytes).length} modules in ${ms} ms.`);
}
