/** Numbers that depend on nothing but a seed, so that a world is the same on every machine and every run. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number, both ends included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A string of `length` characters of the alphabet. */
  text(length: number, alphabet: string): string;
}

/** Two unsigned 32-bit numbers into one, well spread (the finaliser of MurmurHash 3). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b ^ (a >>> 15), 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export function mix3(a: number, b: number, c: number): number {
  return mix(mix(a, b), c);
}

/** A seed from a word, so that unrelated parts of a world draw unrelated numbers. */
export function seedOf(seed: number, word: string): number {
  let h = seed >>> 0;
  for (let i = 0; i < word.length; i++) h = mix(h, word.charCodeAt(i));
  return h;
}

/** One number in [0, 1) for a seed: for decisions that need no generator of their own. */
export function fraction(seed: number): number {
  return mix(seed, 0x2545f491) / 0x1_0000_0000;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    text(length, alphabet) {
      let result = '';
      for (let i = 0; i < length; i++) result += alphabet[integer(0, alphabet.length - 1)];
      return result;
    },
  };
}
