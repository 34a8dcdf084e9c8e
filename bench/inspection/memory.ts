import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LIMITS } from '../../shared/inspection/limits.ts';
import { defaultPolicy } from '../../shared/inspection/policy.ts';
import { createSandbox } from '../../shared/inspection/sandbox.ts';
import { CORPUS, prose } from './corpus.ts';

const SIZE = 100_000_000;

/** Items of 100 MB, or that expand to the limit. */
const LARGE: Readonly<Record<string, () => Promise<Buffer>>> = {
  text: async () => repeated(Buffer.from(prose(1_000_000)), SIZE),
  csv: async () => repeated(await CORPUS.csv!(), SIZE),
  json: async () =>
    repeated(
      Buffer.from('{"id":12345,"name":"some customer","mail":"user1@initech.io","note":"more items"}\n'),
      SIZE,
    ),
  xlsx: async () => CORPUS.xlsx!(),
};

/** Peak memory of a process that takes in one large item as a stream, in MB. Each format gets a process of its own. */
export function peakMemory(): Record<string, { mb: number; outcome: string }> {
  const self = fileURLToPath(import.meta.url);
  const entries = Object.keys(LARGE).map((format) => {
    const { stdout } = spawnSync(process.execPath, [self, format], { encoding: 'utf8' });
    return [format, JSON.parse(stdout) as { mb: number; outcome: string }] as const;
  });
  return Object.fromEntries(entries);
}

async function inspectOne(format: string): Promise<void> {
  const build = LARGE[format];
  if (!build) throw new Error(`no such format: ${format}`);
  const bytes = await build();
  // Handed over in pieces, as a download gives them; the copy held here is subtracted from the peak.
  const stream = Readable.from(pieces(bytes));
  const sandbox = createSandbox();
  const result = await sandbox.inspect(
    { bytes: stream, sizeBytes: bytes.length },
    defaultPolicy(new Uint8Array(32)),
    DEFAULT_LIMITS,
    new AbortController().signal,
  );
  await sandbox.close();
  const mb = Math.round(process.resourceUsage().maxRSS / 1024 - bytes.length / 1_048_576);
  const { status, partialReasons, stats } = result;
  console.log(JSON.stringify({ mb, outcome: `${status} ${partialReasons.join()} in ${stats.ms} ms` }));
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function repeated(part: Buffer, size: number): Buffer {
  return Buffer.alloc(size, part);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await inspectOne(process.argv[2] ?? 'text');
