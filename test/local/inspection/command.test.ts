import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const CARD = ['4539', '1488', '0343', '6467'].join(' ');
const SAMPLE = `${JSON.stringify({ id: 'a', text: `card ${CARD}` })}\n`;

const folder = mkdtempSync(join(tmpdir(), 'inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, 'papers', 'old'), { recursive: true });
writeFileSync(join(folder, 'samples.ndjson'), SAMPLE);
writeFileSync(join(folder, 'papers', 'b.txt'), 'Hello\n');
writeFileSync(join(folder, 'papers', 'old', 'a.txt'), `card ${CARD}\n`);
symlinkSync(folder, join(folder, 'papers', 'loop'));

/** The command as people run it, with its standard input from text, a file or nowhere. */
function inspectCommand(args: readonly string[], input: { text: string } | { file: string } = { text: '' }) {
  const descriptor = 'file' in input ? openSync(input.file, 'r') : null;
  try {
    return spawnSync(process.execPath, ['--no-warnings', 'local/inspect.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
      ...(descriptor === null
        ? { input: 'text' in input ? input.text : '' }
        : { stdio: [descriptor, 'pipe', 'pipe'] }),
    });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

test('files and folders are inspected, links are not followed', () => {
  const { stdout, status } = inspectCommand(['samples.ndjson', 'papers']);

  expect(status).toBe(0);
  expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual([
    expect.stringMatching(/^samples\.ndjson {2}json .* flagged, medium risk$/),
    expect.stringMatching(/^papers\/b\.txt {2}text .* clean$/),
    expect.stringMatching(/^papers\/old\/a\.txt {2}text .* flagged, medium risk$/),
    '3 files: 2 flagged, 1 clean',
  ]);
  expect(stdout).not.toContain(CARD);
});

test('each file is a line of JSON', () => {
  const { stdout, status } = inspectCommand(['--json', 'papers']);

  expect(status).toBe(0);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { file: 'papers/b.txt', status: 'clean', sizeBytes: 6 },
    { file: 'papers/old/a.txt', status: 'flagged', findings: [{ dataType: 'CREDIT_CARD', count: 1 }] },
  ]);
  expect(stdout).not.toContain(CARD);
});

test('a file that is missing is named, the others are inspected', () => {
  const { stdout, stderr, status } = inspectCommand(['nowhere.txt', '/dev/null', 'papers/b.txt']);

  expect(status).toBe(1);
  expect(stderr).toBe(
    'nowhere.txt: does not exist or cannot be opened\n/dev/null: is neither a file nor a folder\n',
  );
  expect(stdout).toContain('papers/b.txt');
});

test.each([[[]], [['--nope']], [['--ndjson', 'papers/b.txt']]])(
  '%j is answered with what can be asked',
  (args) => {
    const { stderr, status } = inspectCommand(args);

    expect(status).toBe(2);
    expect(stderr).toContain('npm run inspect -- FILE…');
    expect(stderr).not.toContain('    at ');
  },
);

test.each([
  ['a pipe', { text: SAMPLE }],
  ['a file', { file: join(folder, 'samples.ndjson') }],
])('values are printed for samples from %s', (_, input) => {
  const { stdout, status } = inspectCommand(['--ndjson'], input);

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    id: 'a',
    findings: [{ type: 'CREDIT_CARD', value: CARD, confidence: 'high' }],
  });
});

test.each([
  ['a device', '/dev/null'],
  ['a folder', folder],
])('samples from %s are refused', (_, file) => {
  const { stdout, stderr, status } = inspectCommand(['--ndjson'], { file });

  expect([stdout, status]).toEqual(['', 1]);
  expect(stderr).toBe('Samples come from a file or a pipe: npm run inspect -- --ndjson < FILE\n');
});

test('what is wrong with a line is told without the line', () => {
  const { stdout, stderr, status } = inspectCommand(['--ndjson'], {
    text: `${SAMPLE}{"id":2,"text":"card ${CARD}\n`,
  });

  expect(status).toBe(1);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('Line 2 is no JSON object with a text\n');
});
