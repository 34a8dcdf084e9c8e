import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

// One esbuild pass makes a self-contained module of each function: `<outdir>/<function>/index.mjs`.

const root = dirname(import.meta.dirname);

/** Bundles of CommonJS dependencies in a module need a `require`. */
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * A Lambda function gets its credentials from the environment alone, so the SDK's search through files, single
 * sign-on, processes and the metadata service is left out: about 120 kB less in each bundle. Region and endpoint
 * settings are read by other parts of the SDK and stay.
 */
const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ resolveDir }) => ({
      path: 'environment',
      namespace: 'credentials',
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /.*/, namespace: 'credentials' }, ({ pluginData }) => ({
      contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
      resolveDir: pluginData,
    }));
  },
};

export interface Bundles {
  /** Bytes by module, e.g. `scan-now/index.mjs`. */
  readonly bytes: Readonly<Record<string, number>>;
  readonly ms: number;
}

/** Bundles every function into `outdir`, which is replaced. Beside the bundles, `metafile.json` says what is in them. */
export async function bundleFunctions(outdir: string): Promise<Bundles> {
  const started = performance.now();
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: await entryPoints(),
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
    plugins: [environmentCredentials],
  });
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, 'metafile.json'), JSON.stringify(metafile));
  return { bytes: bytesOf(metafile, outdir), ms: Math.round(performance.now() - started) };
}

/** Each function's `index.ts`, and beside it every `*-worker.ts`, which becomes a module of its own to start threads with. */
async function entryPoints(): Promise<Record<string, string>> {
  const folder = join(root, 'functions');
  const files = await readdir(folder, { recursive: true });
  const modules = files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[^/]+\/(index|[^/]+-worker)\.ts$/.test(file));
  return Object.fromEntries(modules.map((file) => [file.slice(0, -'.ts'.length), join(folder, file)]));
}

function bytesOf(metafile: Metafile, outdir: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metafile.outputs)
      .map(([path, output]) => [relative(outdir, join(root, path)), output.bytes] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

if (import.meta.main) {
  const { bytes, ms } = await bundleFunctions(join(root, 'dist', 'functions'));
  for (const [module, size] of Object.entries(bytes)) {
    console.error(`${String(Math.round(size / 1000)).padStart(6)} kB  ${module}`);
  }
  console.error(`Bundled ${Object.keys(bytes).length} modules in ${ms} ms.`);
}
