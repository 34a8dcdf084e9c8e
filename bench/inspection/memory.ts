import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import { defaultPolicy } from '../../shared/inspection/policy.ts';
import { createSandbox } from '../../shared/inspection/sandbox.ts';
import { paragraph, xlsxOf } from '../../test/shared/inspection/documents/office.ts';
import { pdfOf } from '../../test/shared/inspection/documents/pdf.ts';
import { tarOf } from '../../test/shared/inspection/documents/tar.ts';
import { zipOf } from '../../test/shared/inspection/documents/zip.ts';
import { CORPUS, pages, prose, sheet } from './corpus.ts';

const SIZE = 100_000_000;
const JSON_LINE = '{"id":12345,"name":"some customer","mail":"user1@initech.io","note":"more items"}\n';

const XML_ROW = '<row id="12345"><name>some customer</name><mail>user1@initech.io</mail></row>\n';
const RTF_LINE = 'some words of a line in {\\b rich} text\\par\n';
const textFiles = (count: number) =>
  Array.from({ length: count }, (_, at) => [`${at}.txt`, prose(1_000_000, at + 1)] as const);

/** Items of 100 MB, or that expand to about as much. */
const LARGE: Readonly<Record<string, () => Promise<Buffer>>> = {
  text: async () => Buffer.alloc(SIZE, prose(1_000_000)),
  csv: async () => Buffer.alloc(SIZE, await CORPUS.csv!()),
  json: async () => Buffer.alloc(SIZE, JSON_LINE),
  xml: async () =>
    Buffer.concat([Buffer.from('<?xml version="1.0"?><rows>'), Buffer.alloc(SIZE - 40, XML_ROW)]),
  html: async () => Buffer.alloc(SIZE, await CORPUS.html!()),
  rtf: async () =>
    Buffer.concat([Buffer.from('{\\rtf1\\ansi '), Buffer.alloc(SIZE - 20, RTF_LINE), Buffer.from('}')]),
  tar: async () => tarOf(Object.fromEntries(textFiles(95))),
  eml: async () => messageOf(Buffer.from(prose(35_000_000))),
  pdf: () => pdfOf(pages(1_500)),
  xlsx: () => xlsxOf({ Orders: sheet(350_000) }),
  gzip: async () => gzipSync(Buffer.alloc(60_000_000, prose(1_000_000))),
  docx: () =>
    zipOf(
      {
        '[Content_Types].xml': '<Types/>',
        'word/document.xml': `<w:document><w:body>${paragraph('some words of text').repeat(700_000)}</w:body></w:document>`,
      },
      { compress: false },
    ),
  zip: () => zipOf(Object.fromEntries(textFiles(95)), { compress: false }),
  'zip in zip in zip': async () => {
    const table = Buffer.alloc(60_000_000, await CORPUS.csv!());
    const inner = await zipOf({ 'table.csv': table }, { compress: false });
    return zipOf({ 'b.zip': await zipOf({ 'a.zip': inner }, { compress: false }) }, { compress: false });
  },
};

/** What a process needs at most that takes in one large item as a stream; each format in a process of its own. */
export async function peakMemory(): Promise<Record<string, Record<string, string | number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'inspection-'));
  const table: Record<string, Record<string, string | number>> = {};
  for (const [format, build] of Object.entries(LARGE)) {
    const path = join(folder, format);
    writeFileSync(path, await build());
    const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), path], {
      encoding: 'utf8',
    });
    table[format] = JSON.parse(stdout) as Record<string, string | number>;
    rmSync(path);
  }
  rmSync(folder, { recursive: true });
  return table;
}

async function inspectFile(path: string): Promise<void> {
  let peak = 0;
  // The operating system's own peak is inherited from the process that started this one.
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  const sandbox = createSandbox();
  const { status, partialReasons } = await sandbox.inspect(
    { bytes: createReadStream(path), sizeBytes: statSync(path).size },
    defaultPolicy(new Uint8Array(32)),
    // A busy machine must not cut the item short.
    { ...DEFAULT_LIMITS, timeMs: 600_000 },
    new AbortController().signal,
  );
  clearInterval(sampling);
  await sandbox.close();
  const row = {
    'file MB': Math.round(statSync(path).size / 1e6),
    'peak MB': Math.round(peak / 1e6),
    'processor s': (process.cpuUsage().user / 1e6).toFixed(1),
    outcome: [status, ...partialReasons].join(', '),
  };
  console.log(JSON.stringify(row));
}

function messageOf(attachment: Buffer): Buffer {
  const head =
    'From: a@initech.io\r\nTo: b@initech.io\r\nSubject: x\r\nContent-Type: text/plain\r\n' +
    'Content-Disposition: attachment; filename=x.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  return Buffer.from(head + attachment.toString('base64').replace(/.{76}/g, '$&\r\n'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await inspectFile(process.argv[2]!);
