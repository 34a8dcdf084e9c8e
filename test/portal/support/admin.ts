import type { Page } from 'playwright-core';

/** On the page that configures: puts a key in and saves. */
export async function configure(page: Page, key: string): Promise<void> {
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/claude-enterprise'),
  );
  await page.getByLabel('Compliance Access Key').fill(key);
  await page.getByRole('button', { name: 'Save' }).click();
  await answer;
}

/** On the integration card: until Scan Now can be pressed again. */
export const scanToTheEnd = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Scan Now' }).waitFor({ timeout: 90_000 });
