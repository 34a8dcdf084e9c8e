/** A trie of ASCII literals in one typed array; a literal may belong to several targets. */
export interface PrefixTrie {
  /** Calls `found` for each literal that stands at `start`, shortest first. */
  walk(text: string, start: number, found: (target: number, end: number) => void): void;
  /** Bit {@link prefixSlot} is set where a literal may begin with these three character codes. */
  readonly beginnings: Uint8Array;
}

const WIDTH = 128;
const BITS = 5;

/** Three character codes by their lower five bits: a filter, so letters that share them may share a slot. */
export const prefixSlot = (first: number, second: number, third: number): number =>
  ((first & 31) << (2 * BITS)) | ((second & 31) << BITS) | (third & 31);

/** Builds the trie of all vendor prefixes. Literals are case-sensitive. */
export function prefixTrie(entries: Iterable<{ literal: string; target: number }>): PrefixTrie {
  const edges: number[] = new Array<number>(WIDTH).fill(0);
  const targets: number[][] = [[]];
  const beginnings = new Uint8Array(1 << (3 * BITS - 3));
  for (const { literal, target } of entries) {
    for (const third of literal.length > 2
      ? [literal.charCodeAt(2)]
      : Array.from({ length: 32 }, (_, code) => code)) {
      const slot = prefixSlot(literal.charCodeAt(0), literal.charCodeAt(1), third);
      beginnings[slot >>> 3]! |= 1 << (slot & 7);
    }
    let node = 0;
    for (let i = 0; i < literal.length; i++) {
      const slot = node * WIDTH + literal.charCodeAt(i);
      if (edges[slot] === 0) {
        edges[slot] = targets.push([]) - 1;
        for (let k = 0; k < WIDTH; k++) edges.push(0);
      }
      node = edges[slot]!;
    }
    targets[node]!.push(target);
  }
  const table = Int16Array.from(edges);
  return {
    beginnings,
    walk(text, start, found) {
      let node = 0;
      for (let at = start; ; at++) {
        const code = text.charCodeAt(at);
        if (!(code < WIDTH)) return;
        node = table[node * WIDTH + code]!;
        if (node === 0) return;
        for (const target of targets[node]!) found(target, at + 1);
      }
    },
  };
}
