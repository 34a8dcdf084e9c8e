import { digest } from '../../shared/hash.ts';
import type { FactArchive } from '../../shared/ports.ts';

/** A fact as the bus delivers it (EventBridge, Events). */
export interface DeliveredFact {
  readonly id: string;
  /** ISO. */
  readonly time: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Keeps facts as NDJSON, one file for each UTC day of a batch. A batch that comes again writes the same files; one that
 * comes again with others may write a fact twice, so readers go by `id`.
 */
export async function archiveFacts(
  { archive }: { readonly archive: FactArchive },
  facts: readonly DeliveredFact[],
): Promise<void> {
  for (const [day, ofDay] of Map.groupBy(facts, ({ time }) => time.slice(0, 'YYYY-MM-DD'.length))) {
    const inOrder = ofDay.toSorted((a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id));
    const lines = inOrder.map(({ id, time, detail, 'detail-type': type }) =>
      JSON.stringify({ id, time, type, ...detail }),
    );
    const name = `${day}/${digest(...inOrder.map(({ id }) => id))}.ndjson`;
    await archive.write(name, `${lines.join('\n')}\n`);
  }
}
