const local = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** In the viewer's zone. */
export const timeText = (at: string): string => local.format(new Date(at));

/** A time in the viewer's zone, with UTC on hover. */
export function Time({ at }: { at: string | null }) {
  if (at === null) return '–';
  return (
    <time className="one-line" dateTime={at} title={utcText(new Date(at))}>
      {timeText(at)}
    </time>
  );
}

/** `2026-11-23 14:05:06 UTC` */
export const utcText = (date: Date): string => `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `3 Nov`, for a day of UTC such as `2026-11-03`. */
export const dayText = (date: string): string => day.format(new Date(date));

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** `3 Nov 2026`, for a day of UTC such as `2026-11-03`. */
export const dateText = (day: string): string => date.format(new Date(day));

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `3 hours ago` for a time that has passed, with the time itself on hover. */
export function Ago({ at, now }: { at: string; now: number }) {
  const difference = Math.min(0, Date.parse(at) - now);
  const [unit, ms] = units.find(([, ms]) => Math.abs(difference) >= ms) ?? ['second', 1_000];
  return (
    <time dateTime={at} title={utcText(new Date(at))}>
      {relative.format(Math.round(difference / ms), unit)}
    </time>
  );
}

/** `2 h 5 min`, `48 s` */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
