/** Invented values that pass their checksums and are not well-known test values. */
export const CARD = '4539148803436467';
export const CARD_GROUPED = '4539 1488 0343 6467';
export const OTHER_CARD = '5425233430109903';
export const IBAN = 'DE89370400440532013000';
