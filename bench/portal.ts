// What the first load of each page of the portal takes: script, and time until the page can be used.
//
//   node bench/portal.ts
//
// Needs Node 24. Each load is the first one of a new browser whose owner is signed in at the issuer: from the address to
// the page with its data and an idle main thread, the way to the issuer and back included; of five, the quickest, since the
// provider, AWS and the browser share the machine, and the processor time of the page's own process. Prints Markdown.

import type { Page } from 'playwright-core';
import { everyPage, scanned, shown } from '../test/portal/support/every-page.ts';
import { startPortal } from '../test/portal/support/portal.ts';
import { gzippedSize } from '../test/portal/support/script-size.ts';
import { timed } from './local-runtime/measure.ts';

const RUNS = 5;
/** Runs once the browser has nothing else to do. */
const IDLE = 'new Promise((resolve) => requestIdleCallback(() => resolve()))';

const portal = await startPortal('small');
try {
  const pages = await everyPage(await scanned(portal, 'acme'));
  const { context } = await portal.visit({ as: 'Ada Admin' });
  const signedIn = await context.storageState();
  await context.close();

  console.log('| Page | script, kB gzip | usable after, ms | processor, ms |\n|---|---|---|---|');
  for (const [name, page] of Object.entries(pages)) {
    const times: number[] = [];
    const processor: number[] = [];
    let bytes = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const visitor = await portal.arrive({ storageState: signedIn });
      times.push(
        await timed(async () => {
          await visitor.go(page.path);
          await shown(visitor, page);
          await visitor.page.evaluate(IDLE);
        }),
      );
      processor.push(await processorMs(visitor.page));
      await visitor.page.waitForLoadState('networkidle');
      bytes = gzippedSize(portal.folder, visitor.scripts());
      await visitor.context.close();
    }
    const best = (values: readonly number[]) => Math.min(...values).toFixed(0);
    console.log(`| ${name} | ${(bytes / 1_000).toFixed(0)} | ${best(times)} | ${best(processor)} |`);
  }
} finally {
  await portal.stop();
}

/** What the process that shows the page has taken of the processor so far. */
async function processorMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN) * 1_000;
}
