/** A failed invocation as Lambda reports it. */
export interface ErrorPayload {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

export class InvocationError extends Error {
  readonly payload: ErrorPayload;

  constructor(payload: ErrorPayload) {
    super(payload.errorMessage);
    this.name = payload.errorType;
    this.payload = payload;
  }
}

/** The function did not answer within its timeout and was ended. */
export const timedOut = (timeoutMs: number): InvocationError =>
  new InvocationError({
    errorType: 'Sandbox.Timedout',
    errorMessage: `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
  });

/** The environment ended by itself. */
export const environmentEnded = (reason: string): InvocationError =>
  new InvocationError({ errorType: 'Runtime.ExitError', errorMessage: reason });
