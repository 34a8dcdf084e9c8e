import type { Page } from 'playwright-core';
import type { RunningPortal } from './portal.ts';

/** On the page that configures: puts a key in and saves. */
export async function configure(page: Page, key: string): Promise<void> {
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/claude-enterprise'),
  );
  await page.getByLabel('Compliance Access Key').fill(key);
  await page.getByRole('button', { name: 'Save' }).click();
  await answer;
}

/**
 * On the integration card: starts a scan that gets hardly anywhere, so that there is something to watch.
 * @returns lets it run
 */
export async function scanSlowly({ simulator }: RunningPortal, page: Page): Promise<() => void> {
  const fault = simulator.faults.add({
    kind: 'slow',
    path: '/activities',
    pieceBytes: 2_000,
    pauseMs: 250,
    times: 'always',
  });
  await page.getByRole('button', { name: 'Scan Now' }).click();
  await page.getByRole('progressbar').waitFor();
  return () => simulator.faults.remove(fault);
}

/** On the integration card: until Scan Now can be pressed again. */
export const scanToTheEnd = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Scan Now' }).waitFor({ timeout: 90_000 });
