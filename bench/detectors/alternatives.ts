import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Looks for values in a text; what it finds is thrown away. */
export type Look = (text: string) => unknown;

const FOLDER = join(tmpdir(), 'inspection-alternatives');
const PACKAGES = [
  '@secretlint/core@13.1.0',
  '@secretlint/secretlint-rule-preset-recommend@13.1.0',
  'openredaction@1.1.5',
  '@redactpii/node@1.0.17',
];

/** Installs the packages into a folder of their own, without running their scripts. */
export function installAlternatives(): void {
  mkdirSync(FOLDER, { recursive: true });
  const options = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', FOLDER];
  const { status } = spawnSync('npm', [...options, ...PACKAGES], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The packages could not be installed');
}

/** Other libraries that look for sensitive values, as their documentation says to call them; null where not installed. */
export const ALTERNATIVES: Readonly<Record<string, () => Promise<Look | null>>> = {
  '@secretlint/core, recommended rules': async () => {
    const core = await load<{ lintSource: (job: unknown) => Promise<unknown> }>('@secretlint/core');
    const preset = '@secretlint/secretlint-rule-preset-recommend';
    const rule = await load<{ creator: unknown }>(preset);
    if (!core || !rule) return null;
    const config = { rules: [{ id: preset, rule: rule.creator, options: {} }] };
    const file = { filePath: 'text.txt', ext: '.txt', contentType: 'text' };
    return (content) => core.lintSource({ source: { ...file, content }, options: { config } });
  },
  openredaction: async () => {
    const library = await load<{ OpenRedaction: new () => { detect: Look } }>('openredaction');
    if (!library) return null;
    const redaction = new library.OpenRedaction();
    return (text) => redaction.detect(text);
  },
  '@redactpii/node, five types': async () => {
    const library = await load<{ Redactor: new () => { redact: Look } }>('@redactpii/node');
    if (!library) return null;
    const redactor = new library.Redactor();
    return (text) => redactor.redact(text);
  },
};

async function load<T>(name: string): Promise<T | null> {
  try {
    const path = createRequire(join(FOLDER, 'package.json')).resolve(name);
    return (await import(pathToFileURL(path).href)) as T;
  } catch {
    return null;
  }
}
