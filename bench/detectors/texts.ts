import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf } from './random.ts';

const root = join(import.meta.dirname, '../..');
const read = (pattern: string): string =>
  globSync(pattern, { cwd: root })
    .filter((name) => !name.includes('detectors'))
    .map((name) => readFileSync(join(root, name), 'latin1'))
    .join('\n');

const { int, pick } = randomOf(7);
const many = (count: number, line: () => string): string => Array.from({ length: count }, line).join('');
const NAMES = ['Maria Keller', 'John Doe', 'Sofia Rossi', 'Jan Kowalski', 'Priya Nair', 'Lars Holm'];

/** Ordinary texts of about a megabyte and more; the code and prose are the repository's own. */
export const TEXTS: Readonly<Record<string, () => string>> = {
  prose: () => read('docs/**/*.md') + read('*.md'),
  code: () => read('{shared,functions,local,infra}/**/*.ts'),
  log: () =>
    many(
      9_000,
      () =>
        `2026-11-23T10:${10 + int(49)}:${10 + int(49)}.${100 + int(899)}Z INFO [http-nio-8080-exec-${int(20)}] c.e.a.Controller - GET /api/v1/orders/${int(1e9)} 200 ${int(500)}ms requestId=${int(1e9).toString(16)}\n`,
    ),
  json: () =>
    many(
      10_000,
      () =>
        `{"id":${int(1e9)},"name":"${pick(NAMES)}","orderRef":"A${int(1e8)}","total":${int(1e4)}.5,"items":[${int(100)},${int(100)}]},\n`,
    ),
  numbers: () => many(70_000, () => `${1e8 + int(9e8)} ${int(1e5)}\n`),
  'CSV with people': () =>
    `id,name,email,phone,ssn,amount\n${many(
      14_000,
      () =>
        `${int(1e5)},${pick(NAMES)},p${int(1e6)}@contoso.com,415-${200 + int(700)}-${1000 + int(8999)},${100 + int(500)}-${10 + int(89)}-${1000 + int(8999)},${int(1e5)}.${10 + int(89)}\n`,
    )}`,
};
