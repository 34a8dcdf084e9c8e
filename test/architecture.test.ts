import { describe, expect, test } from 'vitest';
import { type ImportRule, importRules } from './support/import-rules.ts';
import { codeLines, files, importsOf, sources, text } from './support/source-files.ts';

const asPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace('*', '([^/]+)')}`);

/** The most exact one. */
const ruleOf = (file: string): ImportRule | undefined =>
  importRules
    .filter(({ from }) => asPattern(from).test(file))
    .sort((a, b) => b.from.length - a.from.length)[0];

describe('imports between folders', () => {
  test('every file has a rule', () => {
    expect(sources.filter((file) => !ruleOf(file))).toEqual([]);
  });

  test.each(importRules)('$from imports what it may: $because', (rule) => {
    for (const file of sources.filter((path) => ruleOf(path) === rule)) {
      const same = asPattern(rule.from).exec(file)?.[1] ?? '*';
      const allowed = rule.mayImport.map((path) => asPattern(path.replace('*', same)));
      const forbidden = importsOf(file).own.filter((path) => !allowed.some((pattern) => pattern.test(path)));

      expect(forbidden, file).toEqual([]);
    }
  });

  test('the rules are those of docs/architecture.md', () => {
    const rows = importRules.map(({ from, mayImport, because }) => {
      const targets = mayImport.map((path) => (path === '' ? 'anything' : `\`${path}\``)).join(', ');
      return `| \`${from}\` | ${targets || 'nothing'} | ${because} |`;
    });

    expect(text('docs/architecture.md')).toContain(rows.join('\n'));
  });

  test('only shared/aws imports the AWS SDK, beside tests', () => {
    for (const file of sources.filter((path) => !/^(shared\/aws|test|bench)\//.test(path))) {
      expect(
        importsOf(file).packages.filter((name) => /^@(aws-sdk|smithy)\//.test(name)),
        file,
      ).toEqual([]);
    }
  });

  test('what is deployed uses the small build of zod: the other weighs up to 370 kB more in each bundle', () => {
    for (const file of sources.filter(isDeployed)) {
      expect(importsOf(file).packages, file).not.toContain('zod');
      expect(codeLines(file, /^import \{.*from 'zod\/mini'/), file).toEqual([]);
    }
  });
});

const isDeployed = (file: string): boolean => /^(shared|functions)\//.test(file);
const isEntry = (file: string): boolean => /^functions\/[^/]+\/index\.ts$/.test(file);

describe('code', () => {
  test('of what is deployed, only the entries of functions read the environment', () => {
    for (const file of sources.filter((path) => isDeployed(path) && !isEntry(path))) {
      expect(codeLines(file, /\bprocess\.env\b/), file).toEqual([]);
    }
  });

  test('only shared/compliance-api calls other hosts', () => {
    const calls = /(?<![.\w])fetch\(|globalThis\.fetch|from 'node:(https?|net|tls|http2)'/;
    for (const file of sources.filter(
      (path) => isDeployed(path) && !path.startsWith('shared/compliance-api/'),
    )) {
      expect(codeLines(file, calls), file).toEqual([]);
    }
  });

  test('the domain and use cases are given time and chance', () => {
    const takes =
      /\bDate\.now\(|\bnew Date\(\)|\bset(Timeout|Interval|Immediate)\(|\bMath\.random\(|\brandomUUID\(/;
    const given = /^(shared\/(domain|scans)|functions)\//;
    for (const file of sources.filter((path) => given.test(path) && !isEntry(path))) {
      expect(codeLines(file, takes), file).toEqual([]);
    }
  });

  test('no type check is switched off', () => {
    const off = new RegExp(['@ts-(ignore', 'nocheck)'].join('|'));
    for (const file of sources) expect(codeLines(file, off), file).toEqual([]);
  });
});

describe('what is published', () => {
  test('names no machine and no package registry', () => {
    // Put together here, so that this file does not hold what it looks for.
    const machine = ['/wo', 'rk/|/ro', 'ot/\\.|/t', 'mp/|/ho', 'me/\\w|[A-Z]:\\\\Us', 'ers'].join('');
    const registry = ['registry\\.', '(npm|yarn)|npm\\.', 'pkg\\.'].join('');
    const forbidden = new RegExp(`${machine}|${registry}`);

    for (const file of files.filter((path) => !/\.(png|jpg|ico|woff2|zip|pdf)$/.test(path))) {
      const lines = text(file).split('\n');
      expect(
        lines.filter((line) => forbidden.test(line)),
        file,
      ).toEqual([]);
    }
  });

  test('packages are pinned to one version', () => {
    for (const file of files.filter((path) => /(^|\/)package\.json$/.test(path))) {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text(file)) as Record<
        string,
        Record<string, string>
      >;
      const pins = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });

      expect(
        pins.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
        file,
      ).toEqual([]);
    }
  });

  test('the lockfile pins by content and says nothing of where packages came from', () => {
    const { packages } = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string; inBundle?: boolean }>;
    };
    const installed = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));

    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(installed.filter(([, { integrity, inBundle }]) => !integrity && !inBundle)).toEqual([]);
  });
});
