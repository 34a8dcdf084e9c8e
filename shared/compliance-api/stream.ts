import { chunksOf } from './body.ts';
import { callError } from './call-error.ts';
import type { Deadline } from './deadline.ts';
import { interruption } from './exchange.ts';
import { requestIdOf } from './headers.ts';
import type { AnswerSource } from './transport.ts';

export interface StreamAnswer extends AnswerSource, OpenStream {}

export interface OpenStream {
  readonly headers: Headers;
  /**
   * To be read once. Ending early ends the transfer.
   * @throws AppError CORRUPT_BODY when the body breaks off, PROVIDER_UNAVAILABLE when it stalls, ABORTED.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the transfer of a body that nobody will read. */
  readonly cancel: () => void;
}

/**
 * The body of an open answer. The provider sends every file in chunks without a length, so a connection that
 * breaks is the only sign of a cut body (Compliance API, Files).
 */
export function createStream(
  path: string,
  response: Response,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): OpenStream {
  async function* body(): AsyncGenerator<Uint8Array, void> {
    try {
      yield* chunksOf(response, deadline);
    } catch (error) {
      const requestId = requestIdOf(response.headers);
      const trace = { path, status: response.status, errorType: null, requestId };
      throw callError(interruption(error, deadline, signal, 'CORRUPT_BODY'), trace);
    } finally {
      deadline.end();
    }
  }

  const cancel = () => {
    deadline.end();
    deadline.abort();
  };
  return { headers: response.headers, body: body(), cancel };
}
