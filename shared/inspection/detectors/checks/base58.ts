import { createHash } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const RIPPLE_ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

function decode(text: string, alphabet: string): Uint8Array | undefined {
  let number = 0n;
  for (const char of text) {
    const rank = alphabet.indexOf(char);
    if (rank < 0) return undefined;
    number = number * 58n + BigInt(rank);
  }
  const hex = number.toString(16);
  const body = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const zeros = /^(.)\1*/.exec(text)?.[0] ?? '';
  const leading = zeros.startsWith(alphabet[0]!) ? zeros.length : 0;
  return Buffer.concat([Buffer.alloc(leading), body]);
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Base58Check: the last four bytes are the start of a double SHA-256 of the rest. */
export function isBase58Check(text: string, alphabet: 'bitcoin' | 'ripple' = 'bitcoin'): boolean {
  const bytes = decode(text, alphabet === 'bitcoin' ? ALPHABET : RIPPLE_ALPHABET);
  if (!bytes || bytes.length < 5) return false;
  const body = bytes.subarray(0, -4);
  return sha256(sha256(body)).subarray(0, 4).equals(bytes.subarray(-4));
}
