import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, ocrLimits } from '../shared/inspection/limits.ts';
import { defaultPolicy } from '../shared/inspection/policy.ts';
import type { InspectionResult } from '../shared/inspection/result.ts';
import { createSandbox } from '../shared/inspection/sandbox.ts';
import { measure } from './inspection/measure.ts';
import { report } from './inspection/report.ts';

const USAGE = `npm run inspect -- FILE…           what the inspection finds in these files
npm run inspect -- --json FILE…    the same as JSON, one line for each file
npm run inspect -- --ocr FILE…     with the text in pictures, which takes seconds a page
npm run inspect -- --ndjson < FILE lines {"id","text"} in, {"id","findings"} out, with the values that were found:
                                   for measuring detection on labelled samples`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    ocr: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

if (values.ndjson) await measure(process.stdin, process.stdout);
else if (values.help || positionals.length === 0) console.log(USAGE);
else await inspectFiles(positionals);

async function inspectFiles(files: readonly string[]): Promise<void> {
  const limits = { ...DEFAULT_LIMITS, ocr: values.ocr ? ocrLimits(dirname(import.meta.dirname)) : null };
  const sandbox = createSandbox();
  // Hashes of values are not shown, so any key will do.
  const policy = defaultPolicy(randomBytes(32));
  // npm changes the folder and says where it was called.
  const folder = process.env.INIT_CWD ?? process.cwd();
  for (const file of files) {
    const path = resolve(folder, file);
    try {
      const result = await sandbox.inspect({ bytes: { path } }, policy, limits, new AbortController().signal);
      console.log(shown(file, result));
    } catch {
      console.error(`${file}: cannot be opened`);
      process.exitCode = 1;
    }
  }
  await sandbox.close();
}

function shown(file: string, result: InspectionResult): string {
  return values.json ? JSON.stringify({ file, ...result }) : report(file, result);
}
