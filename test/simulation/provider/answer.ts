/** What the provider sends back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  /** The connection is reset in the middle of the body. */
  readonly breaksOff?: true;
  /** Nothing comes after the first byte. */
  readonly stalls?: true;
}

export const jsonAnswer = (body: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});

export const errorAnswer = (
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: JSON.stringify({ type: 'error', error: { type, message } }),
});

export const connectionReset = () =>
  Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });

/** The body as the client reads it. */
export function bodyOf(answer: Answer, signal: AbortSignal | null) {
  const bytes = answer.bytes ?? new TextEncoder().encode(answer.text ?? '');
  async function* parts(): AsyncGenerator<Uint8Array, void> {
    const half = Math.floor(bytes.byteLength / 2);
    if (half > 0) yield bytes.subarray(0, half);
    if (answer.breaksOff) throw connectionReset();
    if (answer.stalls) await aborted(signal);
    yield bytes.subarray(half);
  }
  return Object.assign(parts(), { cancel: async () => {} });
}

const aborted = (signal: AbortSignal | null) =>
  new Promise<void>((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')), {
      once: true,
    });
  });
