import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Results {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What the page does to keep people out, one line each. The checker comes from outside, past the page's own policy. */
export async function barriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: RULES } });
  const { violations, passes } = await page.evaluate<Results>(`axe.run(document, ${options})`);
  if (passes.length < 5) throw new Error('The checker has hardly found anything to check.');
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
  );
}

/** The same of a page that follows the system's theme, in light and in dark. */
export async function barriersInBothThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  const ofPortal = (await page.locator('#portal').count()) > 0;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const applied = colorScheme === 'dark' ? 'body.awsui-dark-mode' : 'body:not(.awsui-dark-mode)';
    if (ofPortal) await page.locator(applied).waitFor();
    found.push(...(await barriers(page)).map((line) => `${colorScheme}: ${line}`));
  }
  return found;
}
