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
const CURRENCY = /\p{Sc}/u;
const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;

/** A break of a rule weighs more than a character that keeps to it: a wrong reading is right now and then. */
const BROKEN = -3;
const ODD = -2;

/**
 * How much the characters past ASCII look like text, at most 1: letters of one script stand beside each other, capitals
 * begin words, quotes and dashes stand at the edge of words, and symbols, control characters and unassigned ones are
 * rare. Bytes that are read in a wrong code page break these rules again and again.
 */
export function legibility(text: string): number {
  const characters = Array.from(text);
  let score = 0;
  let foreign = 0;
  let script: string | null = null;
  let lower = false;
  for (const [at, character] of characters.entries()) {
    const ascii = character < '\u0080';
    const own = scriptOf(character, script);
    if (own !== null && script !== null && own !== script) score += BROKEN;
    if (!ascii) {
      foreign++;
      if (own !== null) score += lower && UPPER.test(character) ? 1 + BROKEN : 1;
      else if (PUNCTUATION.test(character)) score += isAtEdge(characters, at) ? 1 : ODD;
      else score += ODD;
    }
    lower = own !== null && LOWER.test(character);
    script = own;
  }
  return foreign === 0 ? 0 : score / foreign;
}

/** Not between two letters, an apostrophe aside, and not in a row of such marks. Currencies stand beside numbers. */
function isAtEdge(characters: readonly string[], at: number): boolean {
  if (characters[at] === '’') return true;
  const before = characters[at - 1] ?? ' ';
  const after = characters[at + 1] ?? ' ';
  if (CURRENCY.test(characters[at]!)) return !LETTER.test(before) && !LETTER.test(after);
  const plain = (character: string) => character < '\u0080' && !LETTER.test(character);
  return plain(before) || plain(after);
}

/** A combining mark belongs to the letter before it. */
function scriptOf(character: string, before: string | null): string | null {
  if (character < '\u0080') return /[A-Za-z]/.test(character) ? 'latin' : null;
  if (COMBINING.test(character)) return before;
  return SCRIPTS.find(([, letters]) => letters.test(character))?.[0] ?? null;
}
