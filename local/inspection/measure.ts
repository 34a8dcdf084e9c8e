import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { detectValues } from '../../shared/inspection/detect/measure.ts';

/**
 * Reads lines `{"id","text"}` and writes lines `{"id","findings":[{"type","value","confidence"}]}`. The only place that
 * shows a value, for people who measure detection on samples that they have labelled: it reads files and pipes only, so
 * that nobody types secrets into it.
 */
export async function measure(
  input: NodeJS.ReadableStream & { fd?: number },
  output: NodeJS.WritableStream,
): Promise<void> {
  if (!isFileOrPipe(input.fd ?? 0))
    throw new Error('Samples come from a file or a pipe, not from the keyboard');
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') output.write(`${measureLine(line)}\n`);
  }
}

/** One line in, one line out. */
export function measureLine(line: string): string {
  const sample: unknown = JSON.parse(line);
  if (
    sample === null ||
    typeof sample !== 'object' ||
    !('text' in sample) ||
    typeof sample.text !== 'string'
  ) {
    throw new Error('Each line must be an object with a text');
  }
  const findings = detectValues(sample.text).map(({ type, value, confidence }) => ({
    type,
    value,
    confidence,
  }));
  return JSON.stringify({ id: 'id' in sample ? sample.id : null, findings });
}

function isFileOrPipe(descriptor: number): boolean {
  const status = fstatSync(descriptor);
  return status.isFile() || status.isFIFO() || status.isSocket();
}
