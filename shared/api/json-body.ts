import { AppError } from '../errors.ts';
import { invalid } from './parse.ts';

export const MAX_BODY_BYTES = 16 * 1_024;

/**
 * The JSON in a request's body; none counts as an empty object.
 * @throws AppError `invalid` BODY_TOO_LARGE beyond `maxBytes`, VALIDATION where it is not JSON.
 */
export function jsonBody(
  body: string | undefined,
  isBase64: boolean,
  maxBytes: number = MAX_BODY_BYTES,
): unknown {
  const text = isBase64 ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  if (Buffer.byteLength(text) > maxBytes) {
    throw new AppError('invalid', 'BODY_TOO_LARGE', `The body has more than ${maxBytes} bytes.`);
  }
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, which can hold a key.
    throw invalid('body', [{ path: '', message: 'Not JSON' }]);
  }
}
