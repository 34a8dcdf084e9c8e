import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { files, sources, text } from './support/source-files.ts';

const pages = files.filter((file) => file.endsWith('.md'));

/** Text outside of blocks and spans of code, which hold no links. */
const prose = (page: string): string =>
  text(page)
    .replace(/^ *```[\s\S]*?^ *```/gm, '')
    .replace(/`[^`\n]*`/g, '');

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
  [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

const links = pages.flatMap((page) =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:)/.test(target))
    .map((target) => ({ page, target })),
);

describe('links between pages', () => {
  test('are found', () => {
    expect(links.length).toBeGreaterThan(20);
  });

  test.each(links)('$page to $target lead somewhere', ({ page, target }) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : normalize(join(dirname(page), path)).replace(/\/$/, '');

    expect(files.some((each) => each === file || each.startsWith(`${file}/`))).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
  });
});

describe('docs/operations.md', () => {
  const page = text('docs/operations.md');
  const runbook = text('docs/runbook.md');

  test('lists every code of the logs, and no other', () => {
    const logged = sources
      .filter((file) => /^(functions|shared)\//.test(file))
      .flatMap((file) => [...text(file).matchAll(/\b(?:log\.(?:info|warn|error)|write)\(\s*([^,)]*)/g)])
      .flatMap(([, code = '']) => code.match(/(?<=')[A-Z]+(?:_[A-Z]+)+(?=')/g) ?? []);
    const section = page.slice(page.indexOf('| Code | Means |'), page.indexOf('## Tracing'));
    const listed = [...section.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code]) => code);

    expect(listed.length).toBeGreaterThan(20);
    expect([...new Set(listed)].sort()).toEqual([...new Set(logged)].sort());
  });

  test('names alarms of service levels as the runbook does', () => {
    const section = page.slice(page.indexOf('## Service levels'), page.indexOf('## Follow'));
    const rows = section
      .split('\n')
      .filter((line) => /^\| .+ \|$/.test(line))
      .slice(1);
    const named = rows.flatMap((row) => [...row.matchAll(/\*([A-Z][^*]+)\*/g)].map(([, heading]) => heading));

    expect(named.length).toBeGreaterThan(8);
    for (const heading of named) expect(runbook).toContain(`\n## ${heading}\n`);
  });
});
