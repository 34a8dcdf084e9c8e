/** Shorter runs are words, longer ones are files. */
const RUN = /[A-Za-z0-9+/_-]{40,1400000}={0,2}/g;
const MAX_CHARS = 1_400_000;

/**
 * Texts that stand in base64 inside a text, one level deep: configuration and secrets are often kept so. Runs that do
 * not decode to text are left out.
 */
export function* encodedTexts(text: string): Generator<string> {
  if (text.length < 40) return;
  for (const [run] of text.matchAll(RUN)) {
    if (run.length > MAX_CHARS || !looksEncoded(run)) continue;
    const bytes = Buffer.from(run, 'base64');
    if (isPlainText(bytes)) yield bytes.toString('utf8');
  }
}

/** Words and numbers of one kind of character are no base64. */
function looksEncoded(run: string): boolean {
  const start = run.slice(0, 200);
  return /[A-Z]/.test(start) && /[a-z]/.test(start);
}

/** Base64 of anything but text decodes to control characters and bytes that are no UTF-8 within the first few. */
function isPlainText(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 256);
  for (const byte of start)
    if (byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  return true;
}
