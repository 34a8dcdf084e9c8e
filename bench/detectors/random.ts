/** Random numbers that a seed repeats. */
export interface Random {
  /** An integer from 0 up to, not including, `below`. */
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  const int = (below: number) => next() % below;
  return { int, pick: (from) => from[int(from.length)]! };
}
