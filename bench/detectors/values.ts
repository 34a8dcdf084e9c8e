import type { DataType, Finder } from '../../shared/inspection/detect/data-type.ts';
import { isPlaceholderToken } from '../../shared/inspection/detect/placeholder.ts';
import { matchShape, shapeOps } from '../../shared/inspection/detect/shape.ts';
import type { Random } from './random.ts';

const TRIES = 40_000;

/** The values that a declaration marks in its own samples. */
export const samplesOf = (type: DataType): string[] =>
  type.hits.flatMap((hit) => [...hit.matchAll(/«([^»]+)»/g)].map((match) => match[1]!));

const prefixesOf = (type: DataType): string[] =>
  type.find.flatMap((finder) => (finder.kind === 'token' ? finder.prefixes : []));

/** The same kind of character after the first `keep`: digit for digit, hex letter for hex letter, letter for letter. */
function scramble(value: string, keep: number, isHex: boolean, random: Random): string {
  return [...value]
    .map((char, index) => {
      if (index < keep) return char;
      if (/\d/.test(char)) return String(random.int(10));
      if (/[a-z]/.test(char)) return String.fromCharCode(97 + random.int(isHex ? 6 : 26));
      return /[A-Z]/.test(char) ? String.fromCharCode(65 + random.int(isHex ? 6 : 26)) : char;
    })
    .join('');
}

/** A new valid value that is written like one of the declaration's samples, or the sample where chance finds none. */
export function newValue(type: DataType, random: Random): string {
  const sample = random.pick(samplesOf(type));
  const prefix = Math.max(0, ...prefixesOf(type).map((each) => (sample.startsWith(each) ? each.length : 0)));
  const isHex = !/[g-zG-Z]/.test(sample.slice(prefix));
  for (let tries = 0; tries < TRIES; tries++) {
    const keep = Math.max(prefix, tries < TRIES / 2 ? 0 : Math.floor(sample.length / 3));
    const value = scramble(sample, keep, isHex, random);
    if (value !== sample && isValid(type, value)) return value;
  }
  return sample;
}

/** What a validator is given: digits only, or letters and digits without separators. */
function normalised(finder: Finder, value: string): string {
  if (finder.kind === 'digits') return value.replaceAll(/\D/g, '');
  if (finder.kind === 'shape' && !finder.exact) return value.replaceAll(/[\s.\-/()]/g, '').toUpperCase();
  return value;
}

const codesOf = (value: string): Uint16Array =>
  Uint16Array.from([...value, '\0'], (char) => char.charCodeAt(0));

/** Whether a finder takes all of a text, whatever stands around it. */
function fits(finder: Finder, value: string): boolean {
  switch (finder.kind) {
    case 'digits':
      return /^[\d\s.\-/]+$/.test(value);
    case 'shape':
      if (finder.match) return finder.match(value, 0) === value.length;
      return finder.shapes.some((shape) => matchShape(shapeOps(shape), codesOf(value), 0) === value.length);
    case 'token':
      return finder.prefixes.some((prefix) => {
        const rest = new RegExp(`^(?:${finder.rest.source})$`).test(value.slice(prefix.length));
        return value.startsWith(prefix) && rest && !isPlaceholderToken(value);
      });
    case 'mark': {
      for (let at = value.indexOf(finder.mark); at >= 0; at = value.indexOf(finder.mark, at + 1)) {
        const [start, end] = finder.match(value, at) ?? [-1, -1];
        if (start === 0 && end === value.length) return true;
      }
      return false;
    }
    case 'dotted':
    case 'labelled':
      return finder.match(value, 0) === value.length;
    default:
      return false;
  }
}

export function isValid(type: DataType, value: string): boolean {
  return type.find.some((finder) => {
    const plain = normalised(finder, value);
    return fits(finder, value) && (type.validate?.(plain) ?? true) && !(type.isTest?.(plain) ?? false);
  });
}

/** The value with one of its last signs changed so that its check fails; undefined for types without a check. */
export function brokenValue(type: DataType, value: string): string | undefined {
  const finder = type.find.find((each) => fits(each, value));
  if (!type.validate || !finder) return undefined;
  for (let at = value.length - 1; at >= 0; at--) {
    const code = value.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    const isLetter = code >= 65 && code <= 90;
    if (!isDigit && !isLetter) continue;
    for (let step = 1; step < (isDigit ? 10 : 26); step++) {
      const base = isDigit ? 48 : 65;
      const changed = base + ((code - base + step) % (isDigit ? 10 : 26));
      const broken = value.slice(0, at) + String.fromCharCode(changed) + value.slice(at + 1);
      if (!isValid(type, broken)) return broken;
    }
  }
  return undefined;
}
