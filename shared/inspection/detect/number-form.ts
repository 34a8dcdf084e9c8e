import { isBlankCode, isDashCode } from './characters.ts';

/** How a number may be written: group lengths as one key, and what stands between the groups. */
export interface NumberForm {
  readonly key: number;
  readonly groups: number;
  /** Between groups: `_` for one of blank, dash or dot, the same throughout; else exactly that character. */
  readonly separators: string;
}

const BASE = 21;
/** Groups that a written number has at most. */
export const MOST_GROUPS = 7;

/** Key of group lengths, built group by group. */
export const extendKey = (key: number, groupLength: number): number =>
  key * BASE + Math.min(groupLength, BASE - 1);

/** Parses a form such as `9`, `3_2_4` or `3.3.3-2`. */
export function numberForm(form: string): NumberForm {
  const lengths = form.split(/[^0-9]/).map(Number);
  if (lengths.length > MOST_GROUPS) throw new RangeError(`too many groups: ${form}`);
  return {
    key: lengths.reduce(extendKey, 0),
    groups: lengths.length,
    separators: form.replaceAll(/[0-9]/g, ''),
  };
}

/** Whether the separators found (their codes in order) are those of the form. */
export function separatorsFit(form: NumberForm, found: ArrayLike<number>, offset: number): boolean {
  let free = 0;
  for (let i = 0; i < form.groups - 1; i++) {
    const wanted = form.separators.charCodeAt(i);
    const actual = plainSeparator(found[offset + i]!);
    if (wanted !== 95) {
      if (actual !== wanted) return false;
    } else if (actual === 47 || (free !== 0 && actual !== free)) return false;
    else free = actual;
  }
  return true;
}

/** Kinds of blanks and dashes count as one. */
export const plainSeparator = (code: number): number =>
  isBlankCode(code) ? 32 : isDashCode(code) ? 45 : code;
