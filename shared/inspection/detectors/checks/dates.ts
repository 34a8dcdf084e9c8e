const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether day and month exist; 29 February always does where the century is unknown. */
export const isDayMonth = (day: number, month: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1]!;

/** A date that exists, of a person who may be alive: 1890 to next year. */
export function isBirthDate(year: number, month: number, day: number): boolean {
  if (year < 1890 || year > new Date().getUTCFullYear() || !isDayMonth(day, month)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** The number that digits at a place make. */
export const numberAt = (text: string, start: number, length: number): number =>
  Number(text.slice(start, start + length));

/** `yymmdd` at a place. */
export const isYyMmDd = (text: string, start = 0): boolean =>
  isDayMonth(numberAt(text, start + 4, 2), numberAt(text, start + 2, 2));

/** `ddmmyy` at a place. */
export const isDdMmYy = (text: string, start = 0): boolean =>
  isDayMonth(numberAt(text, start, 2), numberAt(text, start + 2, 2));

/** `yyyymmdd` at a place. */
export const isYyyyMmDd = (text: string, start = 0): boolean =>
  isBirthDate(numberAt(text, start, 4), numberAt(text, start + 4, 2), numberAt(text, start + 6, 2));
