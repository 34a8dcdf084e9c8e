/** Scripts that a language mixes inside words: kana and Chinese characters, Hangul and Chinese characters. */
const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['thai', /\p{Script=Thai}/u],
  ['east asian', /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/u],
  ['other', /\p{L}/u],
];

const COMBINING = /\p{M}/u;
const PUNCTUATION = /[\p{P}\p{Sc}\p{Zs}\p{Nd}№°©®§™]/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;

/**
 * How much the characters past ASCII look like text, at most 1: letters of one script stand beside each other, capitals
 * begin words, and symbols, control characters and unassigned ones are rare. Bytes read in a wrong code page break
 * these rules again and again.
 */
export function legibility(text: string): number {
  let score = 0;
  let foreign = 0;
  let script: string | null = null;
  let lower = false;
  for (const character of text) {
    const ascii = character < '\u0080';
    const own = scriptOf(character, script);
    if (!ascii) foreign++;
    if (own !== null && script !== null && own !== script) score -= 3;
    if (!ascii) score += own !== null ? 1 : PUNCTUATION.test(character) ? 0.2 : -2;
    if (own !== null && lower && !ascii && UPPER.test(character)) score -= 3;
    lower = own !== null && LOWER.test(character);
    script = own;
  }
  return foreign === 0 ? 0 : score / foreign;
}

/** A combining mark belongs to the letter before it. */
function scriptOf(character: string, before: string | null): string | null {
  if (character < '\u0080') return /[A-Za-z]/.test(character) ? 'latin' : null;
  if (COMBINING.test(character)) return before;
  return SCRIPTS.find(([, letters]) => letters.test(character))?.[0] ?? null;
}
