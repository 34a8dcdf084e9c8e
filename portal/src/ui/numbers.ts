const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export const numberText = (value: number): string => whole.format(value);

export const perWeekText = (value: number): string => oneDigit.format(value);

const sizes = ['B', 'kB', 'MB', 'GB'] as const;

/** `1.4 MB`, decimal units. */
export function sizeText(bytes: number | null): string {
  if (bytes === null) return '–';
  const power = Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${oneDigit.format(bytes / 1_000 ** power)} ${sizes[power]}`;
}

/** `1 item`, `2 items` */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;
