import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATA_TYPES } from '../../shared/inspection/detectors/catalogue.ts';

/** What ripgrep did with one text, or why it could not. */
export type RipgrepResult = { readonly ms: number; readonly patterns: number } | { readonly reason: string };

const SIGN: Readonly<Record<string, string>> = {
  A: '[A-Z]',
  a: '[A-Za-z]',
  '9': '[0-9]',
  X: '[A-Z0-9]',
  x: '[A-Za-z0-9]',
  _: '[ .-]?',
};
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|-]/g, '\\$&');

/** What ripgrep's engine has no words for, or says otherwise. */
const isForeign = (source: string): boolean => /\(\?[=!<]/.test(source);

const digitsOf = (form: string): string =>
  form.replaceAll(/\d+|\D/g, (part) =>
    /\d/.test(part) ? `[0-9]{${part}}` : part === '_' ? '[ .-]' : escaped(part),
  );

/** Prefixes with what follows them, forms of numbers and templates of all types: no words around, no checks. */
function patterns(): string[] {
  const all = DATA_TYPES.flatMap(({ find }) =>
    find.flatMap((finder) => {
      switch (finder.kind) {
        case 'token':
          return isForeign(finder.rest.source)
            ? []
            : finder.prefixes.map(
                (prefix) => `\\b${escaped(prefix)}(?:${finder.rest.source.replaceAll('\\/', '/')})`,
              );
        case 'digits':
          return finder.forms.map((form) => `\\b${digitsOf(form)}\\b`);
        case 'shape':
          return finder.shapes.map(
            (shape) => `\\b${[...shape].map((sign) => SIGN[sign] ?? escaped(sign)).join('')}\\b`,
          );
        default:
          return [];
      }
    }),
  );
  return [...new Set(all)];
}

/** Processor time of one run of `rg` over a text, the best of `runs`; start of the process and building included. */
export function ripgrep(text: string, runs: number): RipgrepResult {
  if (spawnSync('rg', ['--version']).error) return { reason: 'rg is not installed' };
  const folder = mkdtempSync(join(tmpdir(), 'ripgrep-'));
  try {
    const all = patterns();
    writeFileSync(join(folder, 'patterns'), `${all.join('\n')}\n`);
    writeFileSync(join(folder, 'text'), text, 'latin1');
    const options = '--no-unicode -a -j 1 --count-matches --regex-size-limit 4G --dfa-size-limit 4G';
    const command = `TIMEFORMAT='%U %S'; time rg ${options} -f patterns text`;
    let ms = Number.POSITIVE_INFINITY;
    for (let run = 0; run < runs; run++) {
      const { stderr, status } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
      if (status !== 0) return { reason: stderr.trim().split('\n').slice(0, -1).at(-1) ?? 'failed' };
      const [user = 0, system = 0] = stderr.trim().split(' ').map(Number);
      ms = Math.min(ms, (user + system) * 1000);
    }
    return { ms, patterns: all.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
