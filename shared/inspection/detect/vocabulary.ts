import { kindOf, SCRIPT } from './characters.ts';
import { hashStep, hashWord, splitWords, WORD_SEED } from './words.ts';

/** What a phrase tells: of which target (a type's index, a dictionary…) and how much. */
export interface Meaning {
  readonly target: number;
  readonly weight: number;
}

/** Letters that {@link Vocabulary.stemOf} looks at first; stems are at least this long. */
export const STEM_HEAD = 5;
const LONGEST_STEM = 16;

interface ScriptNode {
  readonly next: Map<number, ScriptNode>;
  phrase: number;
}

/**
 * All phrases of all types in one structure: a hash table of words, a trie of phrases over word numbers, and a trie of
 * characters for scripts that write without blanks.
 */
export interface Vocabulary {
  /** Number of the word with this hash, 0 if no phrase has it. */
  wordOf(hash: number): number;
  /** Number of the stem that a word begins with, given the hashes of its beginnings by length. */
  stemOf(prefixHashes: Int32Array, length: number): number;
  /** State after `word` in `state` (0: a phrase begins), 0 if no phrase goes on so. */
  next(state: number, word: number): number;
  /** Phrase that is complete in a state, -1 if none. */
  phraseAt(state: number): number;
  readonly meanings: readonly (readonly Meaning[])[];
  readonly scripts: ScriptNode;
}

/** Collects phrases; the same phrase may mean several things. */
export function vocabularyOf(entries: Iterable<{ phrase: string; meaning: Meaning }>): Vocabulary {
  const phrases = new PhraseTable();
  for (const { phrase, meaning } of entries) phrases.add(phrase, meaning);
  return phrases.finish();
}

class PhraseTable {
  private readonly words = new Map<number, number>();
  private readonly stems = new Map<number, number>();
  private readonly stemLengths = new Set<number>();
  private readonly edges = new Map<number, number>();
  private readonly roots: number[] = [0];
  private readonly terminals: number[] = [-1];
  private readonly meanings: Meaning[][] = [];
  private readonly scripts: ScriptNode = { next: new Map(), phrase: -1 };

  add(phrase: string, meaning: Meaning): void {
    if (hasScript(phrase)) {
      this.addScript(phrase, meaning);
      return;
    }
    const words = splitWords(phrase);
    if (words.length === 0) return;
    this.addWords(words, meaning);
    const joined = words.join('');
    if (words.length > 1 && joined.length >= 6) this.addWords([joined], meaning);
  }

  private addWords(words: readonly string[], meaning: Meaning): void {
    let state = 0;
    for (const word of words) {
      const number = this.numberOf(word);
      const key = state * 65_536 + number;
      let next = this.edges.get(key);
      if (next === undefined) {
        next = this.terminals.push(-1) - 1;
        this.edges.set(key, next);
        if (state === 0) this.roots[number] = next;
      }
      state = next;
    }
    if (this.terminals[state] === -1) this.terminals[state] = this.meanings.push([]) - 1;
    addMeaning(this.meanings[this.terminals[state]!]!, meaning);
  }

  private numberOf(word: string): number {
    const isStem = word.endsWith('*');
    const plain = isStem ? word.slice(0, -1).slice(0, LONGEST_STEM) : word;
    const table = isStem ? this.stems : this.words;
    const hash = hashWord(plain);
    const known = table.get(hash);
    if (known !== undefined) return known;
    const number = this.words.size + this.stems.size + 1;
    table.set(hash, number);
    if (isStem) {
      if (plain.length < STEM_HEAD) throw new RangeError(`stem shorter than ${STEM_HEAD}: ${word}`);
      this.stemLengths.add(plain.length);
      this.stemHeads[(hashWord(plain.slice(0, STEM_HEAD)) >>> 16) & 0xffff] = 1;
    }
    this.roots[number] ??= 0;
    return number;
  }

  private readonly stemHeads = new Uint8Array(65_536);

  private addScript(phrase: string, meaning: Meaning): void {
    let node = this.scripts;
    for (const char of phrase.toLowerCase()) {
      const code = char.charCodeAt(0);
      let next = node.next.get(code);
      if (!next) {
        next = { next: new Map(), phrase: -1 };
        node.next.set(code, next);
      }
      node = next;
    }
    if (node.phrase === -1) node.phrase = this.meanings.push([]) - 1;
    addMeaning(this.meanings[node.phrase]!, meaning);
  }

  finish(): Vocabulary {
    const table = new HashTable(this.words);
    const stems = this.stems;
    const lengths = [...this.stemLengths].sort((a, b) => b - a);
    const heads = this.stemHeads;
    const edges = this.edges;
    const roots = Int32Array.from(this.roots);
    const terminals = Int32Array.from(this.terminals);
    return {
      wordOf: (hash) => table.get(hash),
      stemOf(prefixHashes, length) {
        if (heads[(prefixHashes[STEM_HEAD]! >>> 16) & 0xffff] === 0) return 0;
        for (const stem of lengths) {
          if (stem > length) continue;
          const number = stems.get(prefixHashes[stem]!);
          if (number !== undefined) return number;
        }
        return 0;
      },
      next: (state, word) => (state === 0 ? roots[word]! : (edges.get(state * 65_536 + word) ?? 0)),
      phraseAt: (state) => terminals[state]!,
      meanings: this.meanings,
      scripts: this.scripts,
    };
  }
}

/** Open addressing over 32-bit hashes; most look-ups are misses and end at the first slot. */
class HashTable {
  private readonly keys: Int32Array;
  private readonly values: Int32Array;
  private readonly mask: number;

  constructor(entries: Map<number, number>) {
    let size = 1024;
    while (size < entries.size * 8) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.values = new Int32Array(size);
    for (const [hash, number] of entries) {
      let slot = (hash ^ (hash >>> 15)) & this.mask;
      while (this.values[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = hash;
      this.values[slot] = number;
    }
  }

  get(hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & this.mask;
    while (this.values[slot] !== 0) {
      if (this.keys[slot] === hash) return this.values[slot]!;
      slot = (slot + 1) & this.mask;
    }
    return 0;
  }
}

function hasScript(phrase: string): boolean {
  for (const char of phrase) if (kindOf(char.charCodeAt(0)) === SCRIPT) return true;
  return false;
}

function addMeaning(meanings: Meaning[], meaning: Meaning): void {
  const at = meanings.findIndex((known) => known.target === meaning.target);
  if (at < 0) meanings.push(meaning);
  else if (meanings[at]!.weight < meaning.weight) meanings[at] = meaning;
}

/** Hashes of a word's beginnings by length, for {@link Vocabulary.stemOf}: tests and set-up only. */
export function prefixHashesOf(word: string): Int32Array {
  const hashes = new Int32Array(LONGEST_STEM + 1);
  let hash = WORD_SEED;
  for (let i = 0; i < Math.min(word.length, LONGEST_STEM); i++) {
    hash = hashStep(hash, word.charCodeAt(i));
    hashes[i + 1] = hash;
  }
  return hashes;
}
