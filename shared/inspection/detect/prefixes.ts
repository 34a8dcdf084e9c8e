/** A trie of ASCII literals in one typed array; a literal may belong to several targets. */
export interface PrefixTrie {
  /** Calls `found` for each literal that stands at `start`, shortest first. */
  walk(text: string, start: number, found: (target: number, end: number) => void): void;
  /** Not 0 at `first << 7 | second` where a literal begins with these two character codes. */
  readonly pairs: Uint8Array;
}

const WIDTH = 128;

/** Builds the trie of all vendor prefixes. Literals are case-sensitive. */
export function prefixTrie(entries: Iterable<{ literal: string; target: number }>): PrefixTrie {
  const edges: number[] = new Array<number>(WIDTH).fill(0);
  const targets: number[][] = [[]];
  for (const { literal, target } of entries) {
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
  const pairs = new Uint8Array(WIDTH * WIDTH);
  for (let first = 0; first < WIDTH; first++) {
    const node = table[first]!;
    for (let second = 0; second < WIDTH; second++) {
      if (node !== 0 && table[node * WIDTH + second] !== 0) pairs[first * WIDTH + second] = 1;
    }
  }

  return {
    pairs,
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
