/** Shorter runs are words, longer ones are files. */
const MIN_CHARS = 40;
const MAX_CHARS = 1_400_000;

/** Characters of base64 and base64url by their code. */
const ALPHABET = new Uint8Array(128);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
  ALPHABET[char.charCodeAt(0)] = 1;
}

/**
 * Texts that stand in base64 inside a text, one level deep: configuration and secrets are often kept so. Runs that do
 * not decode to text are left out. Each comes with where it begins.
 */
export function* encodedTexts(text: string): Generator<readonly [decoded: string, start: number]> {
  // A run covers at least one in so many characters, so the others need no look.
  for (let probe = MIN_CHARS - 1; probe < text.length; probe += MIN_CHARS) {
    if (!isEncodingChar(text, probe)) continue;
    let start = probe;
    while (isEncodingChar(text, start - 1)) start--;
    let end = probe + 1;
    while (isEncodingChar(text, end)) end++;
    probe = Math.max(probe, end - 1);
    if (end - start < MIN_CHARS || end - start > MAX_CHARS) continue;
    const decoded = decodeText(text.slice(start, end));
    if (decoded !== null) yield [decoded, start];
  }
}

function isEncodingChar(text: string, at: number): boolean {
  return ALPHABET[text.charCodeAt(at)] === 1;
}

/** Base64 of anything but text decodes to control characters and bytes past ASCII within the first few. */
function decodeText(run: string): string | null {
  const start = run.slice(0, 200);
  if (!/[A-Z]/.test(start) || !/[a-z]/.test(start)) return null;
  const bytes = Buffer.from(run, 'base64');
  for (const byte of bytes.subarray(0, 256)) {
    if (byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return null;
  }
  return bytes.toString('utf8');
}
