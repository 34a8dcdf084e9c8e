import type { Deadline } from './deadline.ts';
import { type Fields, fieldsOf, text } from './fields.ts';

/** The chunks of a body as they come. Errors of the connection pass through as they are. */
export async function* chunksOf(response: Response, deadline: Deadline): AsyncGenerator<Uint8Array, void> {
  if (!response.body) return;
  deadline.extend();
  for await (const chunk of response.body) {
    deadline.hold();
    yield chunk;
    deadline.extend();
  }
}

/** The whole body as text, or null when it is larger than allowed; the transfer ends there. */
export async function readText(
  response: Response,
  deadline: Deadline,
  maxBytes: number,
): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(response, deadline)) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

export function isJson(response: Response): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');
}

/** Null when the text is not a JSON document. */
export function parseJson(source: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(source) };
  } catch {
    return null;
  }
}

export interface ProviderError {
  readonly type: string | null;
  readonly message: string;
}

/** Reads `{ "error": { "type", "message" } }`, with or without the platform's envelope around it. */
export function providerError(source: string): ProviderError {
  const error: Fields = fieldsOf(fieldsOf(parseJson(source)?.value)?.error) ?? {};
  const type = text(error.type);
  return { type: type && /^[a-z_]{1,64}$/.test(type) ? type : null, message: text(error.message) ?? '' };
}
