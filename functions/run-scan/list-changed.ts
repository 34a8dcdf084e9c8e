import type { TokenPage } from '../../shared/compliance-api/page.ts';
import type { ListPhase } from '../../shared/domain/integration.ts';
import type { PhaseEvidence } from '../../shared/domain/scan.ts';
import { lowerBound, OVERLAP_MS } from '../../shared/domain/window.ts';
import { AppError } from '../../shared/errors.ts';
import { cannotBeDelivered, scanWindow } from './activities.ts';
import { budgetIsSpent, evidenceOf, type ScanWork } from './scan-work.ts';

/** What a list gave, and the proof of it. */
export interface ChangedEntries<T> {
  readonly entries: readonly T[];
  readonly evidence: PhaseEvidence;
}

interface ListOptions {
  /** What an error means for this list; undefined: what it means for every list. */
  onError?(
    error: AppError,
  ): Promise<{ readonly unavailable: string } | { readonly missing: string } | undefined>;
}

/**
 * Reads a list from the time on up to which it was read before. It is read in one go, as its pages cannot be kept: an
 * interrupted attempt begins anew. What cannot be read, or not within the budget, is a gap, and the next scan begins at
 * the same time again.
 */
export async function listChanged<T extends { readonly id: string }>(
  work: ScanWork,
  phase: ListPhase,
  what: string,
  pages: (from: number) => AsyncIterable<TokenPage<T>>,
  { onError }: ListOptions = {},
): Promise<ChangedEntries<T>> {
  const { scan } = work;
  const from = listedFrom(work, phase);
  const since = new Date(from).toISOString();
  const found = new Map<string, T>();
  const evidence = {
    ...evidenceOf({ ...scan, evidence: [] }, phase),
    from: since,
    to: new Date(scanWindow(work).to).toISOString(),
  };
  const missing = (why: string) => {
    evidence.gaps = [`${what} that changed after ${since} were not all read: ${why}`];
    evidence.missingFrom = since;
  };
  const isSpent = () => {
    if (!budgetIsSpent(work)) return false;
    missing('the budget of the scan was spent');
    return true;
  };

  if (isSpent()) return { entries: [], evidence };
  try {
    for await (const page of pages(from)) {
      for (const entry of page.items) found.set(entry.id, entry);
      evidence.pages += 1;
      evidence.items += page.items.length;
      evidence.firstId ??= page.items[0]?.id ?? null;
      evidence.lastId = page.items.at(-1)?.id ?? evidence.lastId;
      evidence.requestId = page.requestId;
      if (page.nextPage !== null && isSpent()) break;
    }
  } catch (error) {
    const why = error instanceof AppError ? await onError?.(error) : undefined;
    if (why && 'unavailable' in why) return { entries: [], evidence: { ...evidence, ...why } };
    if (why) missing(why.missing);
    else if (cannotBeDelivered(error)) missing(error.message);
    else throw error;
  }
  return { entries: [...found.values()], evidence };
}

/** The same time for every attempt: with the first scan that lists it, the look-back. */
function listedFrom(work: ScanWork, phase: ListPhase): number {
  const { integration } = work;
  const window = scanWindow(work);
  const upTo = integration.position?.listedUpTo?.[phase];
  const from = upTo ? Date.parse(upTo) - OVERLAP_MS : lowerBound(null, integration.lookbackDays, window.to);
  // The window begins earlier where earlier scans' items are to be inspected again.
  return Math.min(from, window.from);
}
