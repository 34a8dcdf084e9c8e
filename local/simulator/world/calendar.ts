import { DAY, HOUR } from './moments.ts';
import { fraction, type Random } from './random.ts';

/** How far back the feed reaches. */
export const HISTORY_DAYS = 90;
/** These last days carry most of the use, so that usage over four weeks means something. */
const BUSY_DAYS = 40;
/** A visit stays within its day and within the world: it never starts later than this before either ends. */
const LONGEST_VISIT = 2 * HOUR + HOUR / 2;

/** When people work: days by weight, hours of a working day in UTC. */
export interface Calendar {
  readonly startsAt: number;
  readonly endsAt: number;
  /** A start for a visit that ends on the same day and before the world does. */
  visit(draw: Random): number;
  /** Any second between two instants, or undefined when there is none. */
  between(draw: Random, from: number, to: number): number | undefined;
}

export function calendar(endsAt: number): Calendar {
  const today = endsAt - (endsAt % DAY);
  const startsAt = today - (HISTORY_DAYS - 1) * DAY;
  const days: { readonly opens: number; readonly closes: number; readonly upTo: number }[] = [];
  let total = 0;
  for (let back = HISTORY_DAYS - 1; back >= 0; back--) {
    const day = today - back * DAY;
    const opens = day + 6 * HOUR;
    const closes = Math.min(day + 20 * HOUR, endsAt - LONGEST_VISIT);
    if (closes <= opens) continue;
    total += weightOf(day, back);
    days.push({ opens, closes, upTo: total });
  }
  return {
    startsAt,
    endsAt,
    visit(draw) {
      const at = draw.next() * total;
      const day = days.find(({ upTo }) => at < upTo)!;
      return draw.integer(day.opens, day.closes);
    },
    between: (draw, from, to) => (to <= from ? undefined : draw.integer(from, to - 1)),
  };
}

function weightOf(day: number, back: number): number {
  const weekday = new Date(day * 1000).getUTCDay();
  const rest = weekday === 0 || weekday === 6 ? 0.25 : 1;
  return (back < BUSY_DAYS ? 1 : 0.15) * rest * (0.8 + 0.4 * fraction(day));
}
