import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { scanSlowly } from './support/admin.ts';
import { everyPage, open, scanned } from './support/every-page.ts';
import { startPortal } from './support/portal.ts';

// What `npm run screenshots` runs: every page of the portal in both themes, from the local runtime with a tenant that has
// been scanned.

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/screenshots' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(`npm run screenshots -- [--out DIR] [--width PIXELS] [--height PIXELS]

Writes a picture of every page in both themes to out/screenshots or the folder given: the whole page, or as much of it as
is seen in a window of that height.`);
  process.exit();
}
/** Of a usual window, pixels. */
const HEIGHT = 900;
const folder = resolve(values.out);
const width = Number(values.width);
mkdirSync(folder, { recursive: true });

const portal = await startPortal('small');
try {
  const stranger = await portal.arrive({ width });
  await stranger.go('/');
  await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await take(stranger.page, 'sign-in');

  const gil = await portal.visit({ as: 'Gil Admin', width, path: '/integrations/claude-enterprise' });
  await gil.page.getByRole('heading', { name: 'What it reads' }).first().waitFor();
  await take(gil.page, 'first-run');
  await gil.go('/events');
  await gil.page.getByText('No events yet').waitFor();
  await take(gil.page, 'events-empty');

  const nora = await portal.visit({ as: 'Nora Newcomer', width, path: '/overview' });
  await nora.page.getByText('It needs the role').waitFor();
  await take(nora.page, 'no-access');

  const pages = await everyPage(await scanned(portal, 'acme'));
  const ada = await portal.visit({ as: 'Ada Admin', width });
  for (const [name, page] of Object.entries(pages)) {
    await open(ada, page);
    await take(ada.page, name);
  }

  await open(ada, pages.integration);
  await ada.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await ada.page.getByRole('heading', { name: 'What stays' }).waitFor();
  await take(ada.page, 'delete');
  await ada.page.getByRole('button', { name: 'Cancel' }).click();
  const letGo = await scanSlowly(portal, ada.page);
  await take(ada.page, 'scanning');
  portal.simulator.revoke('parent');
  letGo();
  await ada.page.getByText('Scans are paused').waitFor({ timeout: 60_000 });
  await take(ada.page, 'invalid-key');
} finally {
  await portal.stop();
}

/** A page in both themes, by default in a window as high as it, with the pointer away from everything. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
  const contentHeight = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height: Number(values.height ?? Math.max(HEIGHT, contentHeight)) });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width, height: HEIGHT });
}
