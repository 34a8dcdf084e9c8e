import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { everyPage, open, scanned } from './support/every-page.ts';
import { type RunningPortal, startPortal, valueBeside } from './support/portal.ts';

// What people do every day, and what somebody would try who means harm.

vi.setConfig({ testTimeout: 90_000, hookTimeout: 300_000 });

let portal: RunningPortal;
let tenant: Awaited<ReturnType<typeof scanned>>;

beforeAll(async () => {
  portal = await startPortal('small');
  tenant = await scanned(portal, 'acme');
});

afterAll(() => portal?.stop());

const patiently = { timeout: 20_000, interval: 250 };

describe('the keyboard alone', () => {
  test('leads from the first page to a filtered list and an open event', async () => {
    const visitor = await portal.visit({ as: 'Vic Viewer', path: '/overview' });
    const { page, context } = visitor;
    const { keyboard } = page;
    const reach = async (name: string) => {
      await page.getByRole('link', { name, exact: true }).first().waitFor();
      for (let steps = 0; steps < 60; steps += 1) {
        await keyboard.press('Tab');
        if ((await page.locator(':focus').innerText()) === name) return;
      }
      throw new Error(`The keyboard does not reach ${name}.`);
    };
    await reach('Events');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    await page.getByLabel('Filter events').focus();
    await keyboard.type('Result = flagged');
    await keyboard.press('Enter');
    await expect.poll(() => page.url(), patiently).toContain('status=flagged');

    const event = page.locator('tbody').getByRole('link').first();
    await event.waitFor();
    await event.focus();
    await keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Findings' }).waitFor();
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('MAIN');
    await context.close();
  });
});

describe('a list', () => {
  test('is read page by page from the API, and every page has an address of its own', async () => {
    const { page, context, go } = await portal.visit({ as: 'Vic Viewer', path: '/inventory/agents' });
    const owners = () => page.locator('tbody tr').allInnerTexts();
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('radio', { name: '25 rows' }).check();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect.poll(async () => (await owners()).length, patiently).toBe(25);
    const first = await owners();

    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(() => page.url(), patiently).toMatch(/page=2&cursor=/);
    await expect.poll(async () => (await owners())[0], patiently).not.toBe(first[0]);
    const second = await owners();
    expect(second.filter((row) => first.includes(row))).toEqual([]);

    await go(page.url().slice(portal.url.length));
    await expect.poll(owners, patiently).toEqual(second);
    await page.getByRole('button', { name: 'Previous page' }).click();
    await expect.poll(owners, patiently).toEqual(first);
    await context.close();
  });

  test('shows times in the zone of whoever looks, and UTC on hover', async () => {
    const { page, context } = await portal.visit({ as: 'Vic Viewer', path: '/events' });
    const time = page.locator('tbody time').first();
    await time.waitFor();
    const at = new Date((await time.getAttribute('datetime')) ?? '');

    const inBerlin = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' } as const;
    expect(await time.innerText()).toBe(new Intl.DateTimeFormat('en-GB', inBerlin).format(at));
    expect(await time.getAttribute('title')).toBe(`${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`);
    await context.close();
  });
});

/** What somebody would try who got a foot into the page. */
const INJECTION = `(() => {
  try {
    const script = document.createElement('script');
    script.textContent = 'window.broken = 2';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="/icon.svg" onload="window.broken = 3">');
  } catch (error) {
    return error.name;
  }
  return 'done';
})()`;

test('names from outside stay text, and the page runs no script but its own', async () => {
  const name = '<img src=x onerror="window.broken=1">';
  const { version, policy } = await tenant.caller.call<{ version: string; policy: object }>(
    'GET',
    '/v1/policies',
  );
  const dictionary = { id: 'HOSTILE', name, words: [name] };
  await tenant.caller.call('PUT', '/v1/policies', {
    version,
    policy: { ...policy, dictionaries: [dictionary] },
  });
  const { page, context, consoleErrors } = await portal.visit({
    as: 'Ada Admin',
    path: '/policies?tab=dictionaries',
  });

  await page.getByText(name, { exact: true }).first().waitFor();
  const tried = await page.evaluate<string>(INJECTION);

  expect(tried).toBe('TypeError');
  expect(await page.evaluate('window.broken')).toBeUndefined();
  expect(await page.locator('img[src=x]').count()).toBe(0);
  expect(consoleErrors.every((text) => /TrustedScript|Content Security Policy/.test(text))).toBe(true);
  await context.close();
});

describe('tokens', () => {
  test('renew silently before they expire, and live in memory only', async () => {
    const { page, context } = await portal.visit({ as: 'Vic Viewer', path: '/scans' });
    await page.locator('tbody').getByRole('link').first().waitFor();
    const renewals: string[] = [];
    page.on('request', (request) => {
      const body = request.postData() ?? '';
      if (request.url().endsWith('/token')) {
        renewals.push(new URLSearchParams(body).get('grant_type') ?? '');
      }
    });
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain('eyJ');

    await page.clock.install();
    await page.clock.fastForward('14:30');
    await page.getByRole('button', { name: 'Refresh scans' }).click();

    await expect.poll(() => renewals, patiently).toEqual(['refresh_token']);
    await page.locator('tbody').getByRole('link').first().waitFor();
    await context.close();
  });

  test('that the API refuses are renewed once, and the request is sent again', async () => {
    const visitor = await portal.visit({ as: 'Vic Viewer', path: '/scans' });
    const { page, context } = visitor;
    await page.locator('tbody').getByRole('link').first().waitFor();
    await page.route('**/v1/agents?*', (route) => route.fulfill({ status: 401, body: '{}' }), { times: 1 });

    await open(visitor, (await everyPage(tenant)).agents);

    await page.locator('tbody').getByRole('link').first().waitFor();
    await context.close();
  });
});

describe('an administrator', () => {
  test('changes how long events are kept, and topics that are no topics of the tenant are refused', async () => {
    const { page, context, consoleErrors } = await portal.visit({ as: 'Ada Admin', path: '/privacy' });
    await page.getByLabel('Events, days').fill('4000');
    await page.getByText('A whole number from 1 to 2,190.').waitFor();
    await page.getByLabel('Events, days').fill('90');
    await page.getByRole('button', { name: 'Save retention' }).click();
    await page.getByText('The retention is saved.').waitFor();

    await page.getByRole('button', { name: 'Add topic' }).click();
    const topic = page.getByLabel('Topic 1', { exact: true });
    await topic.fill('arn:aws:sns:eu-central-1:111122223333:somebody-elses');
    await page.getByRole('button', { name: 'Save notices' }).click();
    await page.getByText('Notices cannot go to this topic').waitFor();
    await topic.fill('arn:aws:sns:eu-central-1:111122223333:claude-notices-acme');
    await page.getByRole('button', { name: 'Save notices' }).click();
    await page.getByText('The notices are saved.').waitFor();

    expect(await tenant.caller.call('GET', '/v1/privacy/retention')).toMatchObject({ eventDays: 90 });
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test('erases a person from the details of an agent', async () => {
    const { page, context } = await portal.visit({
      as: 'Ada Admin',
      path: '/inventory/agents?sort=usage&order=desc',
    });
    await page.locator('tbody').getByRole('link').first().click();
    const owner = await valueBeside(page, 'Owner').innerText();
    await page.getByRole('link', { name: 'Erase this person' }).click();

    await page.getByRole('checkbox', { name: 'I know that this cannot be undone' }).check();
    await page.getByRole('button', { name: 'Erase person' }).click();

    // The certificate comes minutes later, once nothing can write of the person any more.
    const erasures = page.getByRole('table', { name: 'Erasures' });
    await erasures.getByText('Erasing…').waitFor();
    const agentsOfOwner = () =>
      tenant.caller.call<{ items: unknown[] }>('GET', `/v1/agents?owner=${encodeURIComponent(owner)}`);
    await expect
      .poll(async () => (await agentsOfOwner()).items, { timeout: 60_000, interval: 500 })
      .toEqual([]);
    await context.close();
  });
});
