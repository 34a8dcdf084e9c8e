import { hash } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const RIPPLE_ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

/** Characters that are added up as a number before they join the big one: 58^8 is exact. */
const CHUNK = 8;

function decode(text: string, alphabet: string): Uint8Array | undefined {
  let number = 0n;
  for (let from = 0; from < text.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, text.length);
    let chunk = 0;
    for (let at = from; at < to; at++) {
      const rank = alphabet.indexOf(text[at]!);
      if (rank < 0) return undefined;
      chunk = chunk * 58 + rank;
    }
    number = number * BigInt(58 ** (to - from)) + BigInt(chunk);
  }
  const hex = number.toString(16);
  const body = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const zeros = /^(.)\1*/.exec(text)?.[0] ?? '';
  const leading = zeros.startsWith(alphabet[0]!) ? zeros.length : 0;
  return Buffer.concat([Buffer.alloc(leading), body]);
}

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/** Base58Check: the last four bytes are the start of a double SHA-256 of the rest. */
export function isBase58Check(text: string, alphabet: 'bitcoin' | 'ripple' = 'bitcoin'): boolean {
  const bytes = decode(text, alphabet === 'bitcoin' ? ALPHABET : RIPPLE_ALPHABET);
  if (!bytes || bytes.length < 5) return false;
  const body = bytes.subarray(0, -4);
  return sha256(sha256(body)).subarray(0, 4).equals(bytes.subarray(-4));
}
