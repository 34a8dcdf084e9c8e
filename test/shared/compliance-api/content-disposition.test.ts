import { expect, test } from 'vitest';
import { filenameOf } from '../../../shared/compliance-api/content-disposition.ts';

test.each([
  ["attachment; filename*=utf-8''frachtvertrag-entwurf.docx", 'frachtvertrag-entwurf.docx'],
  ["attachment; filename*=utf-8''Pr%C3%A4mien%202026.pdf", 'Prämien 2026.pdf'],
  ["attachment; filename*=UTF-8'de'%E2%82%AC.txt", '€.txt'],
  ["attachment; filename*=utf-8''a.txt; size=3", 'a.txt'],
  ["attachment; filename*=utf-8''..%2F..%2Fetc%2Fpasswd", '../../etc/passwd'],
])('%s names %s', (header, filename) => {
  expect(filenameOf(header)).toBe(filename);
});

test.each([
  null,
  '',
  'attachment',
  'attachment; filename="plain.txt"',
  "attachment; filename*=iso-8859-1''a.txt",
  "attachment; filename*=utf-8''%FF%FE.txt",
  "attachment; filename*=utf-8''%4.txt",
  "attachment; filename*=utf-8''a b.txt",
  "attachment; filename*=utf-8''",
  "attachment; xfilename*=utf-8''a.txt",
])('%s names nothing', (header) => {
  expect(filenameOf(header)).toBeNull();
});
