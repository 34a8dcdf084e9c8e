import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import { filenameOf } from './content-disposition.ts';
import type { StreamAnswer } from './stream.ts';
import type { AnswerSource } from './transport.ts';

/** A file on its way. Either read `body` to its end or call `cancel`. */
export interface Download extends AnswerSource {
  /** As the user named it. */
  readonly name: string | null;
  /** As recorded, which for extracted text is still the type of the original. */
  readonly contentType: string | null;
  /** Of the bytes served, lower-case hex; authoritative over the hash in the metadata. */
  readonly md5: string | null;
  readonly body: AsyncIterable<Uint8Array>;
  readonly cancel: () => void;
}

export interface CheckedBody {
  /**
   * The same bytes. @throws AppError TOO_LARGE (`invalid`) at the first byte over the cap, CORRUPT_BODY
   * (`contract`) at the end when the hash differs or when the body breaks off.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** What was read so far; final once `body` has ended. */
  summary(): { readonly bytes: number; readonly md5: string | null; readonly integrity: Integrity };
}

/** `none`: the provider sent no hash, so only the connection vouches for the bytes. */
export type Integrity = 'md5' | 'none';

export function download({ headers, ...answer }: StreamAnswer): Download {
  return {
    name: filenameOf(headers.get('content-disposition')),
    contentType: headers.get('content-type'),
    md5: hexOf(headers.get('content-md5')),
    ...answer,
  };
}

/** Passes a download's bytes through under a cap and holds them against the provider's hash at the end. */
export function checkedBody(
  { body, md5 }: Pick<Download, 'body' | 'md5'>,
  { maxBytes }: { readonly maxBytes: number },
): CheckedBody {
  const hash = createHash('md5');
  let bytes = 0;
  let actualMd5: string | null = null;

  async function* checked(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      yield chunk;
    }
    actualMd5 = hash.digest('hex');
    if (md5 !== null && actualMd5 !== md5) throw corrupt(bytes);
  }

  return {
    body: checked(),
    summary: () => ({ bytes, md5: actualMd5, integrity: md5 === null ? 'none' : 'md5' }),
  };
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('invalid', 'TOO_LARGE', 'The file is larger than allowed', { extra: { maxBytes } });
}

function corrupt(bytes: number): AppError {
  return new AppError('contract', 'CORRUPT_BODY', 'The bytes differ from the hash that came with them', {
    extra: { reason: 'md5', bytes },
  });
}

/** The header is base64 of the 16 bytes, metadata is hex: one form from here on. */
function hexOf(header: string | null): string | null {
  const bytes = Buffer.from(header ?? '', 'base64');
  return bytes.length === 16 ? bytes.toString('hex') : null;
}
