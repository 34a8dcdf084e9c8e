/** A UTC calendar day, `YYYY-MM-DD`: the unit in which activity is read and usage is stored. */
export type Day = string;

export const DAY_MS = 86_400_000;

/** The day that contains an instant (epoch milliseconds). */
export const dayOf = (at: number): Day => new Date(at).toISOString().slice(0, 10);

/** First instant of a day, epoch milliseconds. */
export const startOfDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The day `count` days later (negative: earlier). */
export const addDays = (day: Day, count: number): Day => dayOf(startOfDay(day) + count * DAY_MS);

/** Every day that has an instant in `[from, to)`, oldest first. */
export function daysBetween(from: number, to: number): Day[] {
  const days: Day[] = [];
  for (let start = startOfDay(dayOf(from)); start < to; start += DAY_MS) days.push(dayOf(start));
  return days;
}
