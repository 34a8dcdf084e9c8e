/** How long an answer is kept for a repeated request. */
export const KEPT_MS = 24 * 3_600_000;

/** After this time a request without an answer is taken for dead: no API request may run this long. */
export const CLAIM_MS = 60_000;
