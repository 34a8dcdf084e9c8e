import metadata from 'libphonenumber-js/min/metadata';

/** What the numbers of one calling code look like; several countries may share one. */
interface Plan {
  /** Digits of a number: most candidates end here. */
  readonly lengths: ReadonlySet<number>;
  readonly pattern: RegExp;
}

/** By calling code, compiled at first use. */
const plans = new Map<string, Plan | undefined>();

const codes = metadata.country_calling_codes as unknown as Readonly<Record<string, readonly string[]>>;
/** Per country: calling code, dialling-out prefix, national number pattern, lengths … */
const countries = metadata.countries as unknown as Readonly<
  Record<string, readonly [string, string, string, readonly number[]]>
>;

function planOf(callingCode: string): Plan | undefined {
  if (!plans.has(callingCode)) {
    const members = codes[callingCode]?.flatMap((country) => {
      const of = countries[country];
      return of ? [of] : [];
    });
    plans.set(callingCode, members && planFrom(members));
  }
  return plans.get(callingCode);
}

const planFrom = (members: readonly (readonly [string, string, string, readonly number[]])[]): Plan => ({
  lengths: new Set(members.flatMap(([, , , lengths]) => lengths)),
  pattern: new RegExp(`^(?:${[...new Set(members.map(([, , each]) => `(?:${each})`))].join('|')})$`),
});

const has = ({ lengths, pattern }: Plan, digits: string): boolean =>
  lengths.has(digits.length) && pattern.test(digits);

/** Whether digits after `+` are a number that the numbering plan of their country has. */
export function isInternationalNumber(digits: string): boolean {
  for (let length = 1; length <= 3; length++) {
    const plan = planOf(digits.slice(0, length));
    if (plan) return has(plan, digits.slice(length));
  }
  return false;
}

/** Whether digits without country code are a number of the plan of a calling code, trunk prefix 0 aside. */
export function isNationalNumber(digits: string, callingCode: string): boolean {
  const plan = planOf(callingCode);
  return plan !== undefined && (has(plan, digits) || (digits.startsWith('0') && has(plan, digits.slice(1))));
}
