import metadata from 'libphonenumber-js/min/metadata';

/** National number pattern by calling code (several countries may share one), compiled at first use. */
const patterns = new Map<string, RegExp | undefined>();

const codes = metadata.country_calling_codes as unknown as Readonly<Record<string, readonly string[]>>;
/** Per country: calling code, dialling-out prefix, national number pattern, lengths … */
const countries = metadata.countries as unknown as Readonly<
  Record<string, readonly [string, string, string, readonly number[]]>
>;

function patternOf(callingCode: string): RegExp | undefined {
  if (!patterns.has(callingCode)) {
    const of = codes[callingCode]?.flatMap((country) => countries[country]?.[2] ?? []);
    patterns.set(
      callingCode,
      of ? new RegExp(`^(?:${of.map((each) => `(?:${each})`).join('|')})$`) : undefined,
    );
  }
  return patterns.get(callingCode);
}

/** Whether digits after `+` are a number that the numbering plan of their country has. */
export function isInternationalNumber(digits: string): boolean {
  for (let length = 1; length <= 3; length++) {
    const pattern = patternOf(digits.slice(0, length));
    if (pattern) return pattern.test(digits.slice(length));
  }
  return false;
}

/** Whether digits without country code are a number of the plan of a calling code, trunk prefix 0 aside. */
export function isNationalNumber(digits: string, callingCode: string): boolean {
  const pattern = patternOf(callingCode);
  if (!pattern) return false;
  return pattern.test(digits) || (digits.startsWith('0') && pattern.test(digits.slice(1)));
}
