/** Times inside a world are whole epoch seconds, as precise as the feed (Compliance API, Identifiers, timestamps). */
export const MINUTE = 60;
export const HOUR = 3_600;
export const DAY = 86_400;

/** `2026-04-10T08:09:10Z`: activities, chats, sessions, files. */
export function zulu(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** `2025-03-12T18:22:41.123456Z`: projects, users, code artifacts, project documents. */
export function zuluMicros(seconds: number): string {
  return `${micros(seconds)}Z`;
}

/** `2025-03-12T18:22:41.123456+00:00`: organizations. */
export function offsetMicros(seconds: number): string {
  return `${micros(seconds)}+00:00`;
}

/** `2025-03-12T18:22:41.123456`, without an offset: roles, groups, group members. */
export function naiveMicros(seconds: number): string {
  return micros(seconds);
}

/** The calendar day in UTC, `2026-04-10`. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** Whole seconds are all that a world knows; the fraction is made up, but always the same. */
function micros(seconds: number): string {
  const fraction = String((seconds * 7_919) % 1_000_000).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}`;
}
