import type { TestProject } from 'vitest/node';
import { buildAssembly } from '../../infra/build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the synthesised assembly, or why there is none. */
    readonly assembly: { readonly folder: string } | { readonly problem: string };
  }
}

/** Bundles the functions and synthesises the templates once, before any test. What needs them asks `assemblyFolder()`. */
export default async function setup(project: TestProject): Promise<void> {
  try {
    const { assembly, ms, fresh } = await buildAssembly();
    if (fresh)
      console.error(`Bundled the functions and synthesised the templates in ${(ms / 1000).toFixed(1)} s.`);
    project.provide('assembly', { folder: assembly });
  } catch (error) {
    // Tests that need no templates still run; the others fail with this.
    project.provide('assembly', { problem: error instanceof Error ? error.message : String(error) });
  }
}
