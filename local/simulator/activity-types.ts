import names from './activity-types.json' with { type: 'json' };

/** The closed list of the filter parameters, state of September 2026 (Compliance API, Activity types). */
export const ACTIVITY_TYPES: ReadonlySet<string> = new Set(names);

/** Newer than any client's list: they stand in the feed, and a filter that names them is refused. */
export const UNLISTED_TYPES = [
  'claude_chat_pinned',
  'claude_whiteboard_created',
  'loom_run_started',
] as const;

export const TYPE_NAMES: readonly string[] = [...names, ...UNLISTED_TYPES];

const NUMBERS = new Map(TYPE_NAMES.map((name, number) => [name, number]));

/** The number under which the feed stores a type. */
export function typeNumber(name: string): number {
  const number = NUMBERS.get(name);
  if (number === undefined) throw new Error(`No such activity type: ${name}`);
  return number;
}
