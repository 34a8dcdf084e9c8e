/** Words of documentation that stand where a real secret would. */
const PLACEHOLDER_WORDS =
  /example|sample|dummy|placeholder|changeme|change_me|your[_-]|xxxx|0000000|1234567890|abcdefgh|insert|replace|redacted|fake|deadbeef/i;

/** Distinct characters that a random token of 16 or more characters always has. */
const FEWEST_DISTINCT = 6;

/** Whether a token is what documentation prints instead of a secret: few different characters, or a telling word. */
export function isPlaceholderToken(token: string): boolean {
  if (token.length >= 16 && new Set(token.slice(-16)).size < FEWEST_DISTINCT) return true;
  return PLACEHOLDER_WORDS.test(token);
}
