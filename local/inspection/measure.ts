import { once } from 'node:events';
import { fstatSync, type Stats } from 'node:fs';
import { createInterface } from 'node:readline';
import { detectValues } from '../../shared/inspection/detect/measure.ts';

/** A problem that people can solve. Its message never holds anything of the samples. */
export class MeasureError extends Error {
  override readonly name = 'MeasureError';
}

/**
 * Reads lines `{"id","text"}` and writes lines `{"id","findings":[{"type","value","confidence"}]}`. The only place that
 * shows a value, for people who measure detection on samples that they have labelled: it reads files and pipes of their
 * own only, so that nobody types secrets into it. Throws `MeasureError`.
 */
export async function measure(
  input: NodeJS.ReadableStream & { fd?: number },
  output: NodeJS.WritableStream,
): Promise<void> {
  const problem = problemOf(fstatSync(input.fd ?? 0), process.getuid?.());
  if (problem) throw new MeasureError(problem);
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const answer = measureLine(line);
    if (answer === null) throw new MeasureError(`Line ${number} is no JSON object with a text`);
    if (!output.write(`${answer}\n`)) await once(output, 'drain');
  }
}

/** Why samples are not read from there, or null. `user` is who runs this, where the system knows users; 0 owns all. */
export function problemOf(
  input: Pick<Stats, 'isFile' | 'isFIFO' | 'isSocket' | 'uid'>,
  user: number | undefined,
): string | null {
  if (!input.isFile() && !input.isFIFO() && !input.isSocket())
    return 'Samples come from a file or a pipe: npm run inspect -- --ndjson < FILE';
  if (user !== undefined && user !== 0 && user !== input.uid)
    return 'Samples come from a file or a pipe of your own';
  return null;
}

/** One line in, one line out; null for a line that is no sample. */
export function measureLine(line: string): string | null {
  const sample = parsed(line);
  if (sample === null || typeof sample !== 'object' || !('text' in sample) || typeof sample.text !== 'string')
    return null;
  const findings = detectValues(sample.text).map(({ type, value, confidence }) => ({
    type,
    value,
    confidence,
  }));
  return JSON.stringify({ id: 'id' in sample ? sample.id : null, findings });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The message of the error would quote the line.
    return null;
  }
}
