const ALPHABETS = {
  base62: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  hex: '0123456789abcdef',
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  digits: '0123456789',
} as const;

export type Alphabet = keyof typeof ALPHABETS;

/**
 * A made-up token for samples: the prefix and as many characters as real ones have, the same at every start. Tokens are
 * assembled when the code runs, so that no source file holds anything that looks like a secret.
 */
export function sampleOf(prefix: string, alphabet: Alphabet, length: number, seed = 1): string {
  const letters = ALPHABETS[alphabet];
  let state = (prefix.length * 7_919 + length * 104_729 + seed * 15_485_863) >>> 0;
  let token = prefix;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    token += letters[(state >>> 16) % letters.length];
  }
  return token;
}
