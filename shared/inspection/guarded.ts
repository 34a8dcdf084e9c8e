import type { Extraction } from './extraction.ts';
import { reasonOf, Unreadable } from './unreadable.ts';

/** Reads one part of a document: one that cannot be read leaves a gap, and the others are read all the same. */
export async function guarded(out: Extraction, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Unreadable && thrown.endsItem) throw thrown;
    out.gap(reasonOf(thrown, 'corrupt'));
  }
}
