import { withoutKeys } from '../api/redact.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../ports/telemetry.ts';

export interface LogOptions {
  /** Name of the function, in every line. */
  readonly service: string;
  /** Takes one line without its end. */
  readonly write?: (line: string) => void;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** Bounded, so that a hostile text costs no more than a harmless one. */
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;

/** One JSON object per line. Keys and e-mail addresses that slipped into facts are taken out. */
export function createLog({ service, write = toStdout, now = Date.now }: LogOptions): Log {
  const line =
    (level: string) =>
    (code: string, facts: Readonly<Record<string, unknown>> = {}) =>
      write(clean(JSON.stringify({ ts: new Date(now()).toISOString(), level, code, service, ...facts })));
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

/** The same log with these facts in every line. */
export function logWith(log: Log, same: Readonly<Record<string, unknown>>): Log {
  return {
    info: (code, facts) => log.info(code, { ...same, ...facts }),
    warn: (code, facts) => log.warn(code, { ...same, ...facts }),
    error: (code, facts) => log.error(code, { ...same, ...facts }),
  };
}

/** What a log may say of an error: of one of ours what it is, of an unexpected one where it came from. */
export function errorFacts(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof AppError) {
    const { kind, code, message, extra, cause } = error;
    const causedBy = cause instanceof Error ? cause.name : undefined;
    return { error: code, kind, message, ...extra, ...(causedBy && { causedBy }) };
  }
  if (error instanceof Error) return { error: error.name, stack: placesOf(error) };
  return { error: typeof error };
}

/** The `at …` lines of a stack. What stands before them is the message, which can quote content, as that of `JSON.parse` does. */
function placesOf({ stack = '', message }: Error): string[] {
  const afterMessage = stack.slice(stack.indexOf(message) + message.length);
  return afterMessage
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}

const clean = (line: string): string => withoutKeys(line).replace(emailAddress, '[removed]');

// Not console: the runtime would put its own text before the JSON.
const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);
