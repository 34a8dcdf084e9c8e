import { randomBytes } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, ocrLimits } from '../shared/inspection/limits.ts';
import { defaultPolicy } from '../shared/inspection/policy.ts';
import type { InspectionResult } from '../shared/inspection/result.ts';
import { createSandbox } from '../shared/inspection/sandbox.ts';
import { chosenFiles } from './inspection/files.ts';
import { MeasureError, measure } from './inspection/measure.ts';
import { report, summary } from './inspection/report.ts';

const USAGE = `npm run inspect -- FILE…           what the inspection finds in these files and folders
npm run inspect -- --json FILE…    the same as JSON, one line for each file
npm run inspect -- --ocr FILE…     with the text in pictures, which takes seconds a page
npm run inspect -- --ndjson < FILE lines {"id","text"} in, {"id","findings"} out, with the values that were found:
                                   for measuring detection on labelled samples of your own

Ends with 1 when a file could not be opened, with 2 when it was asked for something that is not there.`;

const OPTIONS = {
  json: { type: 'boolean' },
  ocr: { type: 'boolean' },
  ndjson: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

// Whoever reads the first lines only, such as `head`, is done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
await main();

async function main(): Promise<void> {
  const asked = argumentsOf();
  if (!asked) return refuse(USAGE, 2);
  const { values, positionals } = asked;
  if (values.help) return console.log(USAGE);
  if (values.ndjson && positionals.length > 0)
    return refuse('--ndjson reads standard input, and no files:\n\n'.concat(USAGE), 2);
  if (values.ndjson) return measured();
  if (positionals.length === 0) return refuse(USAGE, 2);
  await inspectFiles(positionals, values);
}

function argumentsOf() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    console.error(error instanceof Error ? `${error.message.split('. ')[0]}\n` : '');
    return null;
  }
}

function refuse(message: string, code: number): void {
  console.error(message);
  process.exitCode = code;
}

async function measured(): Promise<void> {
  try {
    await measure(process.stdin, process.stdout);
  } catch (error) {
    if (!(error instanceof MeasureError)) throw error;
    refuse(error.message, 1);
  }
}

async function inspectFiles(
  names: readonly string[],
  { json = false, ocr = false }: { json?: boolean; ocr?: boolean },
): Promise<void> {
  const limits = { ...DEFAULT_LIMITS, ocr: ocr ? ocrLimits(dirname(import.meta.dirname)) : null };
  const sandbox = createSandbox();
  // Hashes of values are not shown, so any key will do.
  const policy = defaultPolicy(randomBytes(32));
  // npm changes the folder and says where it was called.
  const folder = process.env.INIT_CWD ?? process.cwd();
  const pathOf = (name: string) => resolve(folder, name);
  const results: InspectionResult[] = [];
  for await (const chosen of chosenFiles(names, pathOf)) {
    const { file } = chosen;
    if ('problem' in chosen) {
      refuse(`${file}: ${chosen.problem}`, 1);
      continue;
    }
    try {
      const item = {
        bytes: { path: pathOf(file) },
        sizeBytes: chosen.sizeBytes,
        declaredName: basename(file),
      };
      const result = await sandbox.inspect(item, policy, limits, new AbortController().signal);
      results.push(result);
      console.log(json ? JSON.stringify({ file, ...result }) : report(file, result));
    } catch {
      refuse(`${file}: cannot be opened`, 1);
    }
  }
  if (!json && results.length > 1) console.log(`\n${summary(results)}`);
  await sandbox.close();
}
