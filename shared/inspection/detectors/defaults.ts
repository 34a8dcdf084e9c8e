import { CHECKED, SHAPED } from '../detect/data-type.ts';
import { COMPANY_WORDS, LICENCE_WORDS, NATIONAL_WORDS, PASSPORT_WORDS, TAX_WORDS } from './shared-words.ts';

/** What most national numbers have in common: a checksum on few digits, so nothing without context. */
export const NATIONAL = {
  group: 'national',
  weakContext: NATIONAL_WORDS,
  confidence: CHECKED,
  mask: { tail: 4 },
} as const;

export const TAX = { ...NATIONAL, group: 'tax', weakContext: TAX_WORDS } as const;

export const COMPANY = { ...TAX, weakContext: [...TAX_WORDS, ...COMPANY_WORDS] } as const;

/** No checksum: own words make it medium. */
export const PASSPORT = {
  group: 'travel',
  weakContext: PASSPORT_WORDS,
  confidence: { ...SHAPED, weak: 'medium', own: 'high' },
  mask: { tail: 3 },
} as const;

export const LICENCE = {
  group: 'travel',
  weakContext: LICENCE_WORDS,
  confidence: { ...SHAPED, weak: 'medium', own: 'high' },
  mask: { tail: 3 },
} as const;
