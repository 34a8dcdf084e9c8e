import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriersInBothThemes } from './support/accessibility.ts';
import { everyPage, open, type PortalPage, scanned, shown } from './support/every-page.ts';
import { type RunningPortal, startPortal } from './support/portal.ts';
import { gzippedSize } from './support/script-size.ts';

// What holds for every page, with a tenant that has been scanned.

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

let portal: RunningPortal;
let pages: Record<string, PortalPage>;

beforeAll(async () => {
  portal = await startPortal('tiny');
  pages = await everyPage(await scanned(portal, 'acme'));
});

afterAll(() => portal?.stop());

const linkInNavigation = (page: Page) =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Policies' });

test('every page keeps nobody out, in light and in dark, and says in the tab what it is', async () => {
  const visitor = await portal.visit({ as: 'Ada Admin' });
  for (const [name, page] of Object.entries(pages)) {
    await open(visitor, page);

    expect(await visitor.page.title(), name).toMatch(/ – AI Security Portal$/);
    expect((await visitor.page.title()).startsWith(page.title), name).toBe(true);
    expect(await linkInNavigation(visitor.page).isVisible(), name).toBe(true);
    expect(await barriersInBothThemes(visitor.page), name).toEqual([]);
  }
  expect(visitor.consoleErrors).toEqual([]);
  await visitor.context.close();
});

test.each([360, 1_920])('every page fits into a window of %i px', async (width) => {
  const visitor = await portal.visit({ as: 'Ada Admin', width });
  for (const [name, page] of Object.entries(pages)) {
    await open(visitor, page);

    const overflow = await visitor.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );

    expect(overflow, name).toBeLessThanOrEqual(0);
  }
  expect(visitor.consoleErrors).toEqual([]);
  await visitor.context.close();
});

test('a window that becomes wide again opens the list of pages again', async () => {
  const { page, context } = await portal.visit({ as: 'Ada Admin', path: '/policies' });
  const link = linkInNavigation(page);
  await link.waitFor();

  await page.setViewportSize({ width: 360, height: 800 });
  await link.waitFor({ state: 'hidden' });
  await page.setViewportSize({ width: 1_280, height: 800 });

  await link.waitFor();
  await context.close();
});

const MAX_SCRIPT_BYTES = 450_000;

test('the first load of every page takes at most 450 kB of script, compressed, and asks nobody else', async () => {
  const first = await portal.visit({ as: 'Ada Admin' });
  const storageState = await first.context.storageState();
  await first.context.close();
  const sizes: Record<string, number> = {};
  for (const [name, page] of Object.entries(pages)) {
    const visitor = await portal.arrive({ storageState });
    await visitor.go(page.path);
    await shown(visitor, page);
    // What comes after the page, because the portal thinks that it will be needed, counts too.
    await visitor.page.waitForLoadState('networkidle');

    sizes[name] = gzippedSize(portal.folder, visitor.scripts());
    expect(visitor.hosts, name).toEqual(
      new Set([portal.url, portal.runtime.issuer.url].map((url) => new URL(url).host)),
    );
    await visitor.context.close();
  }

  expect(Object.values(sizes).every((size) => size > 100_000)).toBe(true);
  expect(Object.entries(sizes).filter(([, size]) => size > MAX_SCRIPT_BYTES)).toEqual([]);
});
