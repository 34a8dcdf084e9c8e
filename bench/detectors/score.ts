/** How often a type was found where it is, missed where it is, and reported where it is not. */
export interface Score {
  found: number;
  missed: number;
  wrong: number;
}

export interface Measures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

export function measuresOf({ found, missed, wrong }: Score): Measures {
  const precision = ratio(found, found + wrong);
  const recall = ratio(found, found + missed);
  return { precision, recall, f1: ratio(2 * precision * recall, precision + recall) };
}
