/** What went wrong, in the words that decide what happens next: the API's answer, and whether a queue tries again. */
export type ErrorKind =
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'forbidden'
  | 'upstream-denied'
  | 'upstream-busy'
  | 'contract';

export interface AppErrorOptions {
  readonly cause?: unknown;
  /** Facts for the code that handles the error. May be logged and shown, so never content or secrets. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The one error that code throws on purpose. The code is stable, the message is safe to show. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  /** Upper snake case, such as `INTEGRATION_NOT_FOUND`. */
  readonly code: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(kind: ErrorKind, code: string, message: string, options: AppErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.kind = kind;
    this.code = code;
    this.extra = options.extra ?? {};
  }
}
