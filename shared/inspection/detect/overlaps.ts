import type { Confidence } from '../result.ts';
import type { Verdict } from './judge.ts';

const RANK: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/**
 * The stated order of overlapping types: proven by check and own context, then the higher confidence, then the longer,
 * then the one declared first (the catalogue lists the more specific types first).
 */
const byStrength = (a: Verdict, b: Verdict): number =>
  Number(b.proven) - Number(a.proven) ||
  RANK[b.confidence] - RANK[a.confidence] ||
  b.end - b.start - (a.end - a.start) ||
  a.type - b.type;

/** One verdict for the same characters, in order of position. */
export function withoutOverlaps(verdicts: readonly Verdict[]): Verdict[] {
  const inOrder = byStart(verdicts);
  const kept: Verdict[] = [];
  for (let first = 0; first < inOrder.length; ) {
    let { end } = inOrder[first]!;
    let next = first + 1;
    while (next < inOrder.length && inOrder[next]!.start < end) end = Math.max(end, inOrder[next++]!.end);
    if (next === first + 1) kept.push(inOrder[first]!);
    else kept.push(...strongest(inOrder.slice(first, next), end));
    first = next;
  }
  return kept;
}

/** They come in a few sorted runs, one after the other, which the sort of arrays makes use of. */
const byStart = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  [...verdicts].sort((a, b) => a.start - b.start);

/** Up to this many verdicts are compared with each other; beyond, each character is marked as taken. */
const FEW = 12;

/** The verdicts of one cluster that hold against each other. */
function strongest(cluster: readonly Verdict[], end: number): Verdict[] {
  if (cluster.length === 2) return [byStrength(cluster[0]!, cluster[1]!) <= 0 ? cluster[0]! : cluster[1]!];
  const kept: Verdict[] = [];
  const isFree =
    cluster.length <= FEW ? (verdict: Verdict) => !overlapsAny(kept, verdict) : takenIn(cluster, end);
  for (const verdict of [...cluster].sort(byStrength)) if (isFree(verdict)) kept.push(verdict);
  return kept.length > 1 ? kept.sort((a, b) => a.start - b.start) : kept;
}

const overlapsAny = (kept: readonly Verdict[], { start, end }: Verdict): boolean =>
  kept.some((other) => other.start < end && start < other.end);

function takenIn(cluster: readonly Verdict[], end: number): (verdict: Verdict) => boolean {
  const origin = cluster[0]!.start;
  const taken = new Uint8Array(end - origin);
  return (verdict) => {
    const from = verdict.start - origin;
    const to = verdict.end - origin;
    if (taken.subarray(from, to).includes(1)) return false;
    taken.fill(1, from, to);
    return true;
  };
}
