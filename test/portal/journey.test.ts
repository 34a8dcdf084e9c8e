import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { configure, scanSlowly, scanToTheEnd } from './support/admin.ts';
import { type RunningPortal, startPortal, type Visitor, valueBeside } from './support/portal.ts';

// One administrator's way through the portal, in a real browser, against everything that is deployed. Each test goes on
// where the one before has ended.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

let portal: RunningPortal;
let ada: Visitor;

beforeAll(async () => {
  portal = await startPortal('tiny');
  ada = await portal.visit({ as: 'Ada Admin' });
});

afterAll(() => portal?.stop());

const agentsCounted = (page: Page) => page.getByRole('heading', { name: /^Agents \(\d+\)/ });

/** One that no list of sample cards has: its check digit (Luhn) is worked out here. */
function cardNumber(): string {
  const digits = [...'453957041836529'].map(Number);
  const sum = digits.reduceRight((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
}

const patiently = { timeout: 30_000, interval: 250 };

describe('an administrator', () => {
  test('reads what this is, which scopes it needs and where keys are made, before there is anything', async () => {
    const { page } = ada;

    await page.getByRole('heading', { name: 'What it reads' }).waitFor();

    for (const scope of [
      'read:compliance_activities',
      'read:compliance_user_data',
      'read:compliance_org_data',
    ]) {
      expect(await page.getByText(scope).count()).toBe(1);
    }
    const provider = page.getByRole('link', { name: /get access to the Compliance API/ });
    expect(await provider.getAttribute('href')).toMatch(/^https:\/\/platform\.claude\.com\//);
    expect(await provider.getAttribute('rel')).toContain('noopener');
  });

  test('configures with wrong keys and reads why each is refused', async () => {
    const { page } = ada;
    const { keys } = portal.simulator;
    await page.getByRole('link', { name: 'Configure Integration' }).click();

    await configure(page, keys.unknown);
    await page.getByText('Anthropic does not know this key').waitFor();
    await configure(page, keys.foreign);
    await page.getByText('This is a Claude API key').waitFor();
    await configure(page, keys.withoutUserData);
    await page.getByText('The key lacks scopes').waitFor();

    const alert = page.locator('[data-portal="problem"]');
    expect(await alert.innerText()).toContain('read:compliance_user_data');
    expect(await alert.innerText()).not.toContain('read:compliance_activities');
    expect(await page.getByLabel('Compliance Access Key').inputValue()).toBe('');
  });

  test('learns how long the first scan would take, saves a good key and sees the card', async () => {
    const { page } = ada;
    const { parent } = portal.simulator.keys;
    await page.getByLabel('Compliance Access Key').fill(parent);
    await page.getByRole('button', { name: 'What to scan' }).click();
    await page.getByRole('button', { name: 'Estimate the first scan' }).click();
    await page.getByText(/^About .+ calls? to Anthropic/).waitFor();

    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByText('Claude Enterprise is connected').waitFor();
    expect(await valueBeside(page, 'Status').innerText()).toBe('Active');
    expect(await valueBeside(page, 'Compliance Access Key').innerText()).toBe(`…${parent.slice(-4)}`);
    expect(await page.content()).not.toContain(parent);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(parent.slice(0, 30));
  });

  test('scans: the button waits, progress shows, and the result is complete', async () => {
    const { page } = ada;

    const letGo = await scanSlowly(portal, page);

    expect(await page.getByRole('button', { name: 'Scanning…' }).isDisabled()).toBe(true);
    letGo();
    await scanToTheEnd(page);
    expect(await valueBeside(page, 'Last scan').innerText()).toContain('Completed');
    await page.getByRole('link', { name: 'Who uses Claude most' }).waitFor();
  });

  test('opens the scan and sees that every item is accounted for', async () => {
    const { page } = ada;
    await valueBeside(page, 'Last scan').getByRole('link').click();

    await page.getByText('Everything was read, and every listed item is accounted for.').waitFor();

    const sum = await page.getByText(/^\d+ listed = /).innerText();
    const [listed = 0, ...ended] = [...sum.matchAll(/\d+/g)].map(([number]) => Number(number));
    expect(listed).toBeGreaterThan(0);
    expect(ended.reduce((total, count) => total + count, 0)).toBe(listed);
  });

  test('finds one agent for each person and interface, filters them and shares the address', async () => {
    const { page } = ada;
    await page.getByRole('link', { name: 'Agents', exact: true }).click();
    const rows = page.locator('tbody tr');
    await agentsCounted(page).waitFor();
    const all = await rows.count();

    await page.getByLabel('Filter agents').fill('Type');
    await page.getByRole('option', { name: /^Type =/ }).click();
    await page.getByRole('option', { name: /Desktop/ }).click();

    await expect.poll(() => page.url(), patiently).toContain('type=desktop');
    await expect.poll(() => rows.count(), patiently).toBeLessThan(all);
    const names = await rows.locator('td:first-child, th[scope=row]').allInnerTexts();
    expect(new Set(names)).toEqual(new Set(['Claude Desktop (Compliance API)']));
    const shared = await portal.visit({ as: 'Ada Admin', path: page.url().slice(portal.url.length) });
    await expect.poll(() => shared.page.locator('tbody tr').count(), patiently).toBe(names.length);
    await shared.context.close();
  });

  test('sorts agents by usage and keeps the columns that were chosen', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: 'Clear filters' }).click();
    // The head of the table that sticks to the top lies over the table's own.
    await page.getByText('Usage', { exact: true }).first().click();
    await expect.poll(() => page.url(), patiently).toContain('sort=usage');

    await page.getByRole('button', { name: 'Preferences' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Vendor' }).uncheck();
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await ada.go('/inventory/agents');

    await agentsCounted(page).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Vendor' }).count()).toBe(0);
    expect(await page.getByRole('columnheader', { name: 'Owner' }).count()).toBe(1);
  });

  test('opens an agent and reads its use by day as a chart and as a table', async () => {
    const { page } = ada;
    await ada.go('/inventory/agents?sort=usage&order=desc');
    await page.locator('tbody').getByRole('link').first().click();

    await page.getByRole('heading', { name: 'Use by day' }).waitFor();
    await page.getByRole('application', { name: 'Use by day' }).waitFor();
    await page.getByRole('button', { name: 'Table' }).click();

    await page.getByRole('table', { name: 'Use by day' }).waitFor();
    expect(
      await page.getByRole('table', { name: 'Models used' }).locator('tbody tr').count(),
    ).toBeGreaterThan(0);
    expect(await page.getByText('per week').count()).toBeGreaterThan(0);
  });

  test('filters events, opens one, and sees masked samples only, after asking for them', async () => {
    const { page } = ada;
    await ada.go('/events?status=flagged');
    await page.locator('tbody').getByRole('link').first().click();

    const findings = page.getByRole('table', { name: 'Findings' });
    await findings.waitFor();
    expect(await findings.locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await page.getByText('Flagged').count()).toBeGreaterThan(0);
    expect(await findings.innerText()).toContain('Hidden');
    await page.getByRole('button', { name: 'Reveal samples' }).click();
    await findings.getByText('•').first().waitFor();
    expect(await findings.innerText()).not.toContain('Hidden');
    expect(await page.content()).not.toContain(portal.simulator.canaries.document);
  });

  test('moves the event on, with a note that stays', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: /New state/ }).click();
    await page.getByRole('option', { name: 'In progress' }).click();
    await page.getByLabel('Note').fill('Asked the owner');
    await page.getByRole('button', { name: 'Change state' }).click();

    await page.getByRole('heading', { name: 'State: In progress' }).waitFor();

    const history = page.getByRole('table', { name: 'History of the state' });
    expect(await history.innerText()).toContain('Asked the owner');
    expect(await history.innerText()).toContain('ada@acme.example');
  });

  test('exports every event as a file', async () => {
    const { page } = ada;
    await ada.go('/events');
    await page.locator('tbody').getByRole('link').first().waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /CSV/ }).click();

    const file = await download;

    expect(file.suggestedFilename()).toBe('events.csv');
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.split('\r\n')[0]).toContain('"Event ID","Time","Application"');
    expect(text.split('\r\n').length).toBeGreaterThan(2);
  });

  test('sets Periodic Scans and sees when the next one is due', async () => {
    const { page } = ada;
    await ada.go('/integrations/claude-enterprise');
    await page.getByRole('button', { name: 'Daily' }).click();
    await page.getByText(/^Next scan: /).waitFor();

    await ada.go('/integrations/claude-enterprise');

    await page.getByText(/^Next scan: /).waitFor();
    expect(await page.getByRole('button', { name: 'Daily' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('tries a text against a policy before saving it', async () => {
    const { page } = ada;
    await ada.go('/policies');
    const card = cardNumber();
    await page.getByRole('textbox', { name: 'Text' }).fill(`Payment card ${card}`);
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    const found = page.getByRole('table', { name: 'What was found in the text' });
    await found.waitFor();
    expect(await found.innerText()).toContain('Payment card number');
    expect(await found.innerText()).not.toContain(card);

    await page.getByLabel('Find data types').fill('Payment card number');
    await page.getByRole('checkbox', { name: 'Look for Payment card number', exact: true }).uncheck();
    await page.getByRole('button', { name: 'Try', exact: true }).click();

    await page.getByText('Nothing sensitive was found.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The policy is in force from the next scan on.').waitFor();
  });

  test('reads in the audit who did what', async () => {
    await ada.go('/audit');

    const table = ada.page.getByRole('grid', { name: 'Audit' });
    await table.getByText('Policies').waitFor();
    const text = await table.innerText();

    for (const action of [
      'Configure Integration',
      'Scan Now',
      'Periodic Scans',
      'Export',
      'State of an event',
    ]) {
      expect(text).toContain(action);
    }
    expect(text).toContain('Refused');
  });
});

describe('others', () => {
  test('a viewer sees everything and can change nothing', async () => {
    const { page, context, go } = await portal.visit({
      as: 'Vic Viewer',
      path: '/integrations/claude-enterprise',
    });
    await page.getByRole('heading', { name: 'Periodic Scans' }).waitFor();

    for (const name of ['Scan Now', 'Delete', 'Weekly']) {
      const button = page.getByRole('button', { name, exact: true });
      expect(
        await button.evaluate((element) => element.matches('[disabled], [aria-disabled=true]')),
        name,
      ).toBe(true);
    }
    expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
    await go('/audit');
    await page.getByRole('heading', { name: 'You have no access to this page' }).waitFor();
    await go('/integrations/claude-enterprise/configure');
    await page.getByRole('heading', { name: 'You have no access to this page' }).waitFor();
    await context.close();
  });

  test('somebody without a role sees nothing, and reads why', async () => {
    const { page, context } = await portal.visit({ as: 'Nora Newcomer', path: '/events' });

    await page.getByText('It needs the role “viewer”').waitFor();

    expect(await page.locator('table').count()).toBe(0);
    await context.close();
  });

  test('another tenant sees nothing of it, not even by address', async () => {
    await ada.go('/events?status=flagged');
    const event = await ada.page.locator('tbody').getByRole('link').first().getAttribute('href');
    const { page, context, go } = await portal.visit({ as: 'Gil Admin', path: '/events' });
    await page.getByText('No events yet').waitFor();

    await go(event ?? '');

    await page.getByRole('heading', { name: 'There is no such event' }).waitFor();
    await go('/integrations/claude-enterprise');
    await page.getByText('Not connected yet').waitFor();
    await context.close();
  });
});

describe('the end of a key', () => {
  test('a key that is revoked during a scan shows as Invalid API Key, with the reason', async () => {
    const { page } = ada;
    await ada.go('/integrations/claude-enterprise');
    const letGo = await scanSlowly(portal, page);

    portal.simulator.revoke('parent');
    letGo();

    await expect.poll(() => valueBeside(page, 'Status').innerText(), patiently).toBe('Invalid API Key');
    await page.getByText('The key was disabled or deleted at Anthropic.').first().waitFor();
  });

  test('deleting says what stays; inventory and events do', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'What stays' }).waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();

    await page.getByText('The integration was deleted.').waitFor();
    await page.getByText('Not connected yet').waitFor();

    await ada.go('/events');
    await page.locator('tbody').getByRole('link').first().waitFor();
  });

  test('nothing on the way was an error in the browser, and no other host was asked', () => {
    expect(ada.consoleErrors).toEqual([]);
    expect([...ada.hosts].sort()).toEqual(
      [portal.url, portal.runtime.issuer.url].map((url) => new URL(url).host).sort(),
    );
  });

  test('signing out ends the session at the issuer too', async () => {
    const { page } = ada;
    await page.getByRole('button', { name: 'ada@acme.example' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();

    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await ada.go('/events');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
