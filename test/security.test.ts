import { expect, test } from 'vitest';
import { matchesPattern } from '../local/aws/services/event-pattern.ts';
import { anActivity } from './support/activities.ts';
import { ocsfProblems } from './support/ocsf.ts';
import { scanWorld } from './support/scan-world.ts';
import { files, text } from './support/source-files.ts';

const page = text('docs/security.md');
const section = (heading: string) => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const rowsOf = (heading: string) =>
  section(heading)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test('every test that is named as evidence is there', () => {
  const named = [...page.matchAll(/`(test\/[\w./-]+\.ts)`/g)].map(([, file]) => file);

  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((file) => !files.includes(file ?? ''))).toEqual([]);
});

test('every kind of threat is thought of, and each threat has a control and a test', () => {
  const threats = rowsOf('Threats');

  expect([...new Set(threats.map(([kind]) => kind))]).toEqual(['S', 'T', 'R', 'I', 'D', 'E']);
  for (const [, threat, control, tests] of threats) {
    expect(control, threat).not.toBe('');
    expect(tests, threat).toMatch(/`test\/[\w./-]+\.test\.ts`/);
  }
});

test('every chapter of ASVS 5.0 has its state', () => {
  const chapters = rowsOf('OWASP ASVS 5.0, level 2').map(([chapter]) => chapter?.split(' ')[0]);

  expect(chapters).toEqual(Array.from({ length: 17 }, (_, n) => `V${n + 1}`));
});

test('the rules of cdk-nag that are accepted are those that the page gives a reason for', () => {
  const rules = (source: string) => [...new Set(source.match(/(?<=AwsSolutions-)[A-Z]+\d+/g))].sort();
  const grouped = (text('test/infra/nag.test.ts').match(/(?<=AwsSolutions-\()[A-Z0-9|]+/) ?? [''])[0];
  const accepted = [...new Set([...rules(text('test/infra/nag.test.ts')), ...(grouped ?? '').split('|')])];

  expect(rules(section('Accepted findings of cdk-nag'))).toEqual(accepted.filter(Boolean).sort());
});

test('the rules of docs/siem.md match what they say', async () => {
  const [some, everything] = [
    ...text('docs/siem.md').matchAll(/```json\n(\{\n {2}"source"[\s\S]*?)```/g),
  ].map(([, json = '']) => JSON.parse(json) as Record<string, unknown>);
  const world = await scanWorld();
  world.provider.feed = [
    anActivity({ type: 'claude_file_uploaded', fileId: 'file_1', at: '2026-10-05T08:00:00Z' }),
  ];
  world.provider.files.set('file_1', {
    name: 'cards.txt',
    contentType: 'text/plain',
    bytes: new TextEncoder().encode(`Credit card number: ${['4539', '1488', '0343', '6467'].join(' ')}`),
  });
  await world.scan();
  const delivered = (type: string, changes: object = {}) => {
    const fact = world.facts.published.find((each) => each.type === type);
    return {
      source: 'claude-enterprise-integration',
      'detail-type': type,
      detail: { ...fact?.detail, ...changes },
    } as Record<string, unknown>;
  };
  const matching = (pattern: Record<string, unknown> | undefined, event: Record<string, unknown>) =>
    matchesPattern(pattern as never, event as never);
  const finding = delivered('SensitiveDataFound', { risk: 'high' });
  const { ocsf } = finding.detail as { ocsf: Record<string, unknown> };

  expect(ocsfProblems(ocsf)).toEqual([]);
  expect([matching(some, finding), matching(everything, finding)]).toEqual([true, true]);
  expect(matching(some, delivered('SensitiveDataFound', { risk: 'low' }))).toBe(false);
  expect(matching(some, delivered('SensitiveDataFound', { tenant: 'other' }))).toBe(false);
  expect(matching(some, delivered('ScanFailed', { tenant: 'acme' }))).toBe(true);
  expect(matching(everything, delivered('ScanCompleted'))).toBe(true);
  expect([matching(some, delivered('ScanStarted')), matching(everything, delivered('ScanStarted'))]).toEqual([
    false,
    false,
  ]);
});
