import { decodeAll } from '../decode.ts';
import { memorySource } from '../source.ts';

/** A text of MAPI (MS-OXCDATA 2.11.1): UTF-16, or bytes in a code page that their text tells. Both end with a zero. */
export function mapiText(bytes: Buffer, isUtf16: boolean): string {
  if (isUtf16) return bytes.toString('utf16le').replace(/\0+$/, '');
  const end = bytes.indexOf(0);
  return decodeAll(memorySource(end === -1 ? bytes : bytes.subarray(0, end)));
}
