/** What a check found. Where it failed or warns, `remedy` says what to do. */
export interface Check {
  readonly outcome: 'ok' | 'warn' | 'fail';
  readonly says: string;
  readonly remedy?: string;
}

export const ok = (says: string): Check => ({ outcome: 'ok', says });
export const warn = (says: string, remedy: string): Check => ({ outcome: 'warn', says, remedy });
export const fail = (says: string, remedy: string): Check => ({ outcome: 'fail', says, remedy });

const signs = { ok: '✓', warn: '!', fail: '✗' } as const;

/** One line for each check, and one for what to do about it. */
export const linesOf = (checks: readonly Check[]): string[] =>
  checks.flatMap(({ outcome, says, remedy }) => [
    `  ${signs[outcome]} ${says}`,
    ...(remedy ? [`      ${remedy}`] : []),
  ]);

export const passed = (checks: readonly Check[]): boolean =>
  checks.every(({ outcome }) => outcome !== 'fail');
