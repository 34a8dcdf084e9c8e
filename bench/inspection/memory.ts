import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import { defaultPolicy } from '../../shared/inspection/policy.ts';
import { createSandbox } from '../../shared/inspection/sandbox.ts';
import { xlsxOf } from '../../test/shared/inspection/documents/office.ts';
import { pdfOf } from '../../test/shared/inspection/documents/pdf.ts';
import { zipOf } from '../../test/shared/inspection/documents/zip.ts';
import { CORPUS, pages, prose, sheet } from './corpus.ts';

const SIZE = 100_000_000;
const JSON_LINE = '{"id":12345,"name":"some customer","mail":"user1@initech.io","note":"more items"}\n';

/** Items of 100 MB, or that expand to about as much. */
const LARGE: Readonly<Record<string, () => Promise<Buffer>>> = {
  text: async () => Buffer.alloc(SIZE, prose(1_000_000)),
  csv: async () => Buffer.alloc(SIZE, await CORPUS.csv!()),
  json: async () => Buffer.alloc(SIZE, JSON_LINE),
  eml: async () => messageOf(Buffer.from(prose(35_000_000))),
  pdf: () => pdfOf(pages(1_500)),
  xlsx: () => xlsxOf({ Orders: sheet(350_000) }),
  gzip: async () => gzipSync(Buffer.alloc(60_000_000, prose(1_000_000))),
  zip: () =>
    zipOf(
      Object.fromEntries(Array.from({ length: 95 }, (_, at) => [`${at}.txt`, prose(1_000_000, at + 1)])),
      {
        compress: false,
      },
    ),
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
  const { status, partialReasons, stats } = await sandbox.inspect(
    { bytes: createReadStream(path), sizeBytes: statSync(path).size },
    defaultPolicy(new Uint8Array(32)),
    DEFAULT_LIMITS,
    new AbortController().signal,
  );
  clearInterval(sampling);
  await sandbox.close();
  const row = {
    'file MB': Math.round(statSync(path).size / 1e6),
    'peak MB': Math.round(peak / 1e6),
    ms: stats.ms,
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
