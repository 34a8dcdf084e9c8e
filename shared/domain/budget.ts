/** What one scan may spend. Null: as much as it takes. */
export interface ScanBudget {
  /** Calls to the Compliance API. */
  readonly calls: number | null;
  /** From the start of the scan, waits included. */
  readonly minutes: number | null;
}

/**
 * Whether a scan may begin nothing more. What is under way is finished, so a scan ends a little above its budget and not
 * below.
 *
 * @param now epoch milliseconds
 */
export function isSpent(
  budget: ScanBudget | null,
  scan: { readonly startedAt: string },
  calls: number,
  now: number,
): boolean {
  if (!budget) return false;
  const minutes = (now - Date.parse(scan.startedAt)) / 60_000;
  return (
    (budget.calls !== null && calls >= budget.calls) || (budget.minutes !== null && minutes >= budget.minutes)
  );
}
