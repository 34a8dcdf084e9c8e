/**
 * Seeds that broke a promise once, and what was wrong. What a seed does changes with the simulation and with every call that the
 * pipeline makes, so an old one may have become a seed like any other; the tests named beside it hold the case itself.
 */
export const CORPUS: readonly { readonly seed: string; readonly found: string }[] = [];
