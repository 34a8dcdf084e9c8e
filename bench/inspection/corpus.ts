import { gzipSync } from 'node:zlib';
import { docxOf, paragraph, pptxOf, xlsxOf } from '../../test/shared/inspection/documents/office.ts';
import { pdfOf } from '../../test/shared/inspection/documents/pdf.ts';
import { tarOf } from '../../test/shared/inspection/documents/tar.ts';
import { zipOf } from '../../test/shared/inspection/documents/zip.ts';

const WORDS =
  'the report shows that customers in region north ordered more items during spring while invoice totals of account managers stayed flat meeting notes mention delivery dates project budget and the review by legal'.split(
    ' ',
  );

/** A generator of numbers below `limit` that gives the same ones in each run. */
function random(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** About this many characters of business text: mostly words, some numbers and dates, now and then a finding. */
export function prose(chars: number, seed = 1): string {
  const next = random(seed);
  const lines: string[] = [];
  for (let length = 0; length < chars; ) {
    const words = Array.from({ length: 12 }, () => WORDS[next(WORDS.length)]!);
    if (next(8) === 0) words.push(`no. ${next(1_000_000)}`, `2026-0${1 + next(9)}-1${next(10)}`);
    if (next(200) === 0) words.push(`user${next(5000)}@initech.io`);
    if (next(400) === 0) words.push('card 4539 1488 0343 6467');
    const line = words.join(' ');
    length += line.length + 1;
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function log(chars: number): string {
  const next = random(2);
  const lines: string[] = [];
  for (let length = 0; length < chars; ) {
    const line = `2026-03-0${1 + next(9)}T10:${10 + next(50)}:00.${100 + next(900)}Z INFO [worker-${next(16)}] request id=${next(1e9).toString(16)} took ${next(900)} ms from 10.0.${next(256)}.${next(256)}`;
    length += line.length + 1;
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function rows(count: number): string[][] {
  const next = random(3);
  return Array.from({ length: count }, (_, index) => [
    String(10_000 + index),
    `${WORDS[next(WORDS.length)]} ${WORDS[next(WORDS.length)]}`,
    `user${next(9000)}@initech.io`,
    String(next(1_000_000) / 100),
    WORDS[next(WORDS.length)]!,
  ]);
}

const HEADER = ['id', 'name', 'mail', 'amount', 'city'];

/** Rows of a worksheet. */
export function sheet(count: number): string {
  return [HEADER, ...rows(count)]
    .map((cells, row) => {
      const columns = cells.map((text, column) => {
        const reference = `${'ABCDE'[column]}${row + 1}`;
        return /^[\d.]+$/.test(text)
          ? `<c r="${reference}"><v>${text}</v></c>`
          : `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
      });
      return `<row r="${row + 1}">${columns.join('')}</row>`;
    })
    .join('');
}

const linesOf = (text: string) => text.trimEnd().split('\n');

/** Texts that fit on a page. */
export function pages(count: number): string[] {
  const text = linesOf(prose(count * 900).replace(/(.{1,50}) /g, '$1\n'));
  return Array.from({ length: count }, (_, page) => text.slice(page * 20, page * 20 + 20).join('\n'));
}

/** Documents of each format, built when they are needed. */
export const CORPUS: Readonly<Record<string, () => Promise<Buffer>>> = {
  text: async () => Buffer.from(prose(10_000_000)),
  'text utf-16': async () => Buffer.from(`\ufeff${prose(5_000_000)}`, 'utf16le'),
  log: async () => Buffer.from(log(10_000_000)),
  csv: async () => Buffer.from([HEADER, ...rows(150_000)].map((cells) => cells.join(',')).join('\n')),
  json: async () =>
    Buffer.from(
      JSON.stringify(
        rows(100_000).map((cells) => Object.fromEntries(HEADER.map((name, at) => [name, cells[at]]))),
      ),
    ),
  html: async () =>
    Buffer.from(
      `<!DOCTYPE html><body>${linesOf(prose(8_000_000))
        .map((line) => `<p class="a">${line}</p>`)
        .join('\n')}</body>`,
    ),
  xml: async () =>
    Buffer.from(
      `<?xml version="1.0"?><r>${rows(80_000)
        .map(([id, name, mail]) => `<p id="${id}"><n>${name}</n><m>${mail}</m></p>`)
        .join('\n')}</r>`,
    ),
  rtf: async () => Buffer.from(`{\\rtf1\\ansi ${linesOf(prose(5_000_000)).join('\\par\n')}}`),
  docx: () => docxOf(linesOf(prose(3_000_000)).map(paragraph).join('')),
  xlsx: () => xlsxOf({ Orders: sheet(60_000) }),
  pptx: () => pptxOf(linesOf(prose(100_000))),
  pdf: () => pdfOf(pages(200)),
  eml: async () =>
    Buffer.from(
      `From: a@initech.io\r\nTo: b@initech.io\r\nSubject: x\r\n\r\n${prose(5_000_000).replaceAll('\n', '\r\n')}`,
    ),
  zip: () =>
    zipOf(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.txt`, prose(200_000, at + 1)]))),
  gzip: async () => gzipSync(prose(10_000_000)),
  tar: async () =>
    tarOf(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.txt`, prose(200_000, at + 1)]))),
};
