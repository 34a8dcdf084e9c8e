/** Counts what this version did not recognise in answers, by kind and name. Nothing of it stops a scan. */
export interface Unknowns {
  add(kind: UnknownKind, name: string): void;
  /** Such as `{ 'activity-type:claude_chat_forked': 3 }`. */
  counts(): Readonly<Record<string, number>>;
}

export type UnknownKind = 'activity-type' | 'actor-type' | 'block-type' | 'attachment-type' | 'malformed';

const maxNames = 200;
const maxNameLength = 80;

export function createUnknowns(): Unknowns {
  const seen = new Map<string, number>();

  return {
    add(kind, name) {
      const key = `${kind}:${name.slice(0, maxNameLength)}`;
      const isNew = !seen.has(key);
      const slot = isNew && seen.size >= maxNames ? `${kind}:(more)` : key;
      seen.set(slot, (seen.get(slot) ?? 0) + 1);
    },
    counts: () => Object.fromEntries(seen),
  };
}
