import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { barriersInBothThemes } from './support/accessibility.ts';
import { everyPage, open, scanned } from './support/every-page.ts';
import { type RunningPortal, startPortal, type Visitor } from './support/portal.ts';

// What pages look like when they are not simply full: before there is anything, without access, with something open, and
// while the API does not answer. None of it may keep anybody out.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let portal: RunningPortal;
let ada: Visitor;
let pages: Awaited<ReturnType<typeof everyPage>>;

beforeAll(async () => {
  portal = await startPortal('tiny');
  pages = await everyPage(await scanned(portal, 'acme'));
  ada = await portal.visit({ as: 'Ada Admin' });
});

afterAll(() => portal?.stop());

const expectNoBarriers = async (page: Page): Promise<void> =>
  expect(await barriersInBothThemes(page)).toEqual([]);

describe('before anybody is signed in', () => {
  test('the sign-in page of the local issuer', async () => {
    const { page, context, go } = await portal.arrive();
    await go('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();

    await expectNoBarriers(page);
    await context.close();
  });

  test('a portal that cannot sign anybody in says why', async () => {
    const { page, context, go } = await portal.arrive();
    await page.route('**/config.json', (route) => route.fulfill({ status: 500 }));
    await go('/');
    await page.getByRole('heading', { name: 'Sign-in did not work' }).waitFor();

    expect(await page.getByText('there is no config.json').count()).toBe(1);
    await expectNoBarriers(page);
    await context.close();
  });
});

describe('before there is anything', () => {
  test.each([
    ['/integrations/claude-enterprise', 'Not connected yet'],
    ['/overview', 'See who uses Claude, and what they share with it'],
    ['/inventory/agents', 'No agents yet'],
    ['/events', 'No events yet'],
    ['/scans', 'No scans yet'],
    ['/events/evt_unknown', 'There is no such event'],
  ])('%s says “%s”', async (path, words) => {
    const { page, context, consoleErrors } = await portal.visit({ as: 'Gil Admin', path });
    await page.getByText(words).first().waitFor();

    await expectNoBarriers(page);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test('somebody without a role reads which one it takes', async () => {
    const { page, context } = await portal.visit({ as: 'Nora Newcomer', path: '/events' });
    await page.getByText('It needs the role “viewer”').waitFor();

    await expectNoBarriers(page);
    await context.close();
  });
});

describe('with something open', () => {
  test('the dialog that deletes, with everything to be erased', async () => {
    const { page } = ada;
    await open(ada, pages.integration);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Erase inventory, events and scans too' }).check();
    await page.getByText('This cannot be undone').waitFor();

    expect(await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('the preferences, the filter and the range of time of a list', async () => {
    const { page } = ada;
    await open(ada, pages.events);
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('dialog').waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');

    await page.getByLabel('Filter events').click();
    await page.getByRole('option').first().waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');

    await page.getByLabel('Time range').click();
    await page.getByRole('dialog').waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
  });

  test('charts as tables', async () => {
    const { page } = ada;
    await open(ada, pages.overview);
    for (const button of await page.getByRole('button', { name: 'Table' }).all()) await button.click();

    for (const name of ['Events with findings by day', 'Use by day', 'Agents by type', 'Agents by usage']) {
      expect(await page.getByRole('table', { name }).locator('tbody tr').count(), name).toBeGreaterThan(0);
    }
    await expectNoBarriers(page);
  });

  test('every part of the policies, and the dialogs that add to them', async () => {
    const { page } = ada;
    await open(ada, pages.policies);
    for (const [tab, add] of [
      ['Dictionaries', 'Add dictionary'],
      ['Patterns', 'Add pattern'],
      ['Exact data', null],
      ['Exclusions', null],
      ['Document labels', null],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      if (add) {
        await page.getByRole('button', { name: add }).click();
        await page.getByRole('dialog').waitFor();
      }
      expect(await barriersInBothThemes(page), tab).toEqual([]);
      if (add) await page.keyboard.press('Escape');
    }
  });
});

describe('while the API does not answer', () => {
  test('a list says that it loads, then why it failed, and tries again', async () => {
    const { page } = ada;
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    await page.route('**/v1/agents?*', async (route) => {
      asked.resolve();
      await answer.promise;
      await route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          title: 'Not allowed',
          detail: 'The role viewer is missing.',
          requestId: 'r-1',
        }),
      });
    });
    await page.evaluate(`history.pushState(null, '', '/inventory/agents')`);
    await asked.promise;
    await page.getByText('Loading agents').first().waitFor();
    answer.resolve();

    await page.getByText('Not allowed').waitFor();
    expect(await page.getByText('Request r-1').count()).toBe(1);
    await expectNoBarriers(page);
    await page.unroute('**/v1/agents?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('tbody').getByRole('link').first().waitFor();
  });

  test('what is shown already stays, and says how old it is', async () => {
    const { page } = ada;
    const rows = page.locator('tbody').getByRole('link');
    const shown = await rows.count();
    await page.route('**/v1/agents?*', (route) => route.abort());

    await page.getByRole('button', { name: 'Refresh agents' }).click();

    await page.getByText(/could not be refreshed. You see it as of/).waitFor({ timeout: 30_000 });
    expect(await rows.count()).toBe(shown);
    await expectNoBarriers(page);
    await page.unroute('**/v1/agents?*');
  });
});

test('none of it was an error in the browser', () => {
  expect(ada.consoleErrors).toEqual([]);
});
