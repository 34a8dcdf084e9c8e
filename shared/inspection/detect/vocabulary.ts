import { classOf, KIND_SHIFT, SCRIPT } from './characters.ts';
import { hashWord, splitWords } from './words.ts';

/** What a phrase tells: of which target (a type's index, a dictionary…) and how much. */
export interface Meaning {
  readonly target: number;
  readonly weight: number;
}

interface ScriptNode {
  readonly next: Map<number, ScriptNode>;
  phrase: number;
}

/**
 * All phrases of all types in one structure: a hash table of words, a trie of phrases over word numbers, and a trie of
 * characters for scripts that write without blanks.
 */
export interface Vocabulary {
  /** Read with {@link bitAt} of a word's hash: false means that no phrase has the word. */
  readonly wordBits: Uint8Array;
  /** The same for words that begin a phrase: fewer, and all that matters where no phrase is open. */
  readonly firstBits: Uint8Array;
  /** Number of the word with this hash, 0 if no phrase has it. */
  wordOf(hash: number): number;
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
  private readonly edges = new Map<number, number>();
  private readonly roots: number[] = [0];
  private readonly terminals: number[] = [-1];
  private readonly meanings: Meaning[][] = [];
  private readonly scripts: ScriptNode = { next: new Map(), phrase: -1 };

  add(phrase: string, meaning: Meaning): void {
    if (hasScript(phrase)) {
      this.addScript(phrase, meaning);
      if (phrase.includes(' ')) this.addScript(phrase.replaceAll(' ', ''), meaning);
      return;
    }
    const words = splitWords(phrase);
    if (words.length === 0) return;
    this.addWords(words, meaning);
    const joined = words.join('');
    if (isAcronym(words)) this.addWords([...joined], meaning);
    if (words.length > 1 && joined.length >= 5) this.addWords([joined], meaning);
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
    const hash = hashWord(word);
    const known = this.words.get(hash);
    if (known !== undefined) return known;
    const number = this.words.size + 1;
    this.words.set(hash, number);
    this.roots[number] ??= 0;
    return number;
  }

  private addScript(phrase: string, meaning: Meaning): void {
    let node = this.scripts;
    // The reader takes underscores, dashes and dots for blanks.
    for (const char of phrase.toLowerCase().replaceAll(/[_.-]/g, ' ')) {
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
    const edges = this.edges;
    const roots = Int32Array.from(this.roots);
    const terminals = Int32Array.from(this.terminals);
    return {
      wordBits: bitsOf(this.words.keys()),
      firstBits: bitsOf([...this.words].filter(([, number]) => roots[number] !== 0).map(([hash]) => hash)),
      wordOf: (hash) => table.get(hash),
      next: (state, word) => (state === 0 ? roots[word]! : (edges.get(state * 65_536 + word) ?? 0)),
      phraseAt: (state) => terminals[state]!,
      meanings: this.meanings,
      scripts: this.scripts,
    };
  }
}

/** `DNI` is also written `D.N.I.` */
const isAcronym = (words: readonly string[]): boolean => words.length === 1 && /^[a-z]{2,5}$/.test(words[0]!);

/** 8 KB stay in the fastest cache; nearly all words of a text are unknown, and end here. */
const BITS_SIZE = 8_192;

/** Whether the bit of a hash is set. */
export const bitAt = (bits: Uint8Array, hash: number): boolean =>
  (bits[(hash >>> 3) & (BITS_SIZE - 1)]! & (1 << (hash & 7))) !== 0;

function bitsOf(hashes: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(BITS_SIZE);
  for (const hash of hashes) bits[(hash >>> 3) & (BITS_SIZE - 1)]! |= 1 << (hash & 7);
  return bits;
}

/** Open addressing over 32-bit hashes. */
class HashTable {
  private readonly keys: Int32Array;
  private readonly values: Int32Array;
  private readonly mask: number;

  constructor(entries: Map<number, number>) {
    let size = 1024;
    while (size < entries.size * 4) size *= 2;
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
  for (const char of phrase) if (classOf(char.charCodeAt(0)) >> KIND_SHIFT === SCRIPT) return true;
  return false;
}

function addMeaning(meanings: Meaning[], meaning: Meaning): void {
  const at = meanings.findIndex((known) => known.target === meaning.target);
  if (at < 0) meanings.push(meaning);
  else meanings[at] = { target: meaning.target, weight: meanings[at]!.weight | meaning.weight };
}
