import { isBlankCode, isDashCode } from './characters.ts';

/** How a number may be written: lengths of its groups, and what stands between them. */
export interface NumberForm {
  readonly lengths: readonly number[];
  /** Between groups: `_` for one of blank, dash or dot, the same throughout; else exactly that character. */
  readonly separators: string;
}

/** Longer groups count as this long. */
const LONGEST_GROUP = 20;
/** Groups that a written number has at most. */
export const MOST_GROUPS = 7;

/** What tells a group from others: its length, up to a bound. */
export const groupKey = (length: number): number => Math.min(length, LONGEST_GROUP);

/** Parses a form such as `9`, `3_2_4` or `3.3.3-2`. */
export function numberForm(form: string): NumberForm {
  const lengths = form.split(/[^0-9]/).map(Number);
  if (lengths.length > MOST_GROUPS) throw new RangeError(`too many groups: ${form}`);
  return { lengths: lengths.map(groupKey), separators: form.replaceAll(/[0-9]/g, '') };
}

/** Whether the separators found (their codes in order) are those of the form. */
export function separatorsFit({ separators }: NumberForm, found: ArrayLike<number>): boolean {
  let free = 0;
  for (let i = 0; i < separators.length; i++) {
    const wanted = separators.charCodeAt(i);
    const actual = plainSeparator(found[i]!);
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
