// Check digits, written from their public descriptions and not from the engine, so that both cannot share a mistake.

const numbers = (text: string): number[] => [...text].map(Number);

/** Sum of digits times weights; weights repeat when they are fewer. */
export const weigh = (text: string, weights: readonly number[]): number =>
  numbers(text).reduce((sum, digit, at) => sum + digit * weights[at % weights.length]!, 0);

/** The digit that makes a number pass Luhn. */
export function luhn(body: string): string {
  const sum = numbers(body)
    .reverse()
    .reduce((total, digit, at) => {
      const part = at % 2 === 0 ? digit * 2 : digit;
      return total + (part > 9 ? part - 9 : part);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** A = 10 … Z = 35, digits as they are. */
export const spelled = (text: string): string =>
  [...text].map((letter) => String(Number.parseInt(letter, 36))).join('');

export const mod97 = (text: string): number => Number(BigInt(text) % 97n);

/** ISO 7064 mod 97-10: two digits behind. */
export const mod97Pair = (body: string): string => String(98 - mod97(`${spelled(body)}00`)).padStart(2, '0');

/** ISO 7064 mod 11,10. */
export function mod11And10(body: string): string {
  let product = 10;
  for (const digit of numbers(body)) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** ISO 7064 mod 11-2: a digit or X. */
export function mod11And2(body: string): string {
  let rest = 0;
  for (const digit of numbers(body)) rest = ((rest + digit) * 2) % 11;
  const check = (12 - rest) % 11;
  return check === 10 ? 'X' : String(check);
}

/** Verhoeff by the dihedral group, computed instead of tabled. */
export function verhoeff(body: string): string {
  const times = (a: number, b: number): number => {
    if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b - 5) % 5) + 5;
    return b < 5 ? ((a - 5 - b + 5) % 5) + 5 : (a - b + 5) % 5;
  };
  const swap = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let check = 0;
  numbers(body)
    .reverse()
    .forEach((digit, at) => {
      let turned = digit;
      for (let turn = 0; turn < (at + 1) % 8; turn++) turned = swap[turned]!;
      check = times(check, turned);
    });
  for (let inverse = 0; inverse < 10; inverse++) if (times(check, inverse) === 0) return String(inverse);
  return '0';
}

/** 11 minus the rest; undefined where that is 10. */
export function eleven(body: string, weights: readonly number[]): string | undefined {
  const check = (11 - (weigh(body, weights) % 11)) % 11;
  return check === 10 ? undefined : String(check);
}

/** Weights n … 2. */
export const falling = (from: number, to = 2): number[] =>
  Array.from({ length: from - to + 1 }, (_, at) => from - at);
