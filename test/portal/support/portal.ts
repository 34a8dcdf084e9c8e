import type { BrowserContext, Locator, Page } from 'playwright-core';
import { type ListeningServer, listen } from '../../../local/aws/http-server.ts';
import { launchBrowser } from '../../../local/browser.ts';
import { portalHandler } from '../../../local/portal/serve.ts';
import type { LocalRuntime } from '../../../local/runtime/start.ts';
import type { Simulator } from '../../../local/simulator/simulator.ts';
import { startSystem } from '../../../local/system.ts';
import { buildPortal } from '../../../portal/build.ts';

export interface Arrival {
  /** Pixels; 1,280 if not given. */
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** What the browser has kept of an earlier visit. */
  readonly storageState?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

export interface Visit extends Arrival {
  /** Whoever looks at the portal, by the name on the sign-in page. */
  readonly as: string;
  readonly path?: string;
}

/** A person at a browser. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser's console told of as an error, answers of the API that are no successes left out. */
  readonly consoleErrors: string[];
  /** Hosts of all requests so far. */
  readonly hosts: Set<string>;
  /** Paths of all script files of the portal that were asked for so far. */
  scripts(): string[];
  go(path: string): Promise<void>;
}

export interface RunningPortal {
  readonly url: string;
  /** Of the portal's files. */
  readonly folder: string;
  readonly runtime: LocalRuntime;
  readonly simulator: Simulator;
  /** Opens the portal in a browser of one's own and signs in. */
  visit(visit: Visit): Promise<Visitor>;
  /** A browser of one's own, still empty. */
  arrive(arrival?: Arrival): Promise<Visitor>;
  stop(): Promise<void>;
}

/** The portal with everything behind it, as `npm start` runs it, and a browser. */
export async function startPortal(world: 'tiny' | 'small'): Promise<RunningPortal> {
  const [browser, build, system] = await Promise.all([
    launchBrowser(),
    buildPortal(),
    startSystem(
      {
        complianceApi: undefined,
        dataFolder: undefined,
        world,
        seed: 1,
        rate: 100_000,
        speed: 1,
        portal: true,
      },
      () => {},
    ),
  ]);
  const { runtime, simulator } = system;
  if (!simulator) throw new Error('There is no simulated provider.');
  const { url: issuer, audience: clientId } = runtime.issuer;
  const front: ListeningServer = await listen(
    portalHandler({ folder: build.folder, apiOrigin: runtime.apiUrl, issuer, clientId }),
  );
  const arrive = async ({
    width = 1_280,
    colorScheme = 'light',
    storageState,
  }: Arrival = {}): Promise<Visitor> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...(storageState && { storageState }),
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const consoleErrors: string[] = [];
    const hosts = new Set<string>();
    const scripts = new Set<string>();
    page.on('console', (message) => {
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => consoleErrors.push(error.message));
    page.on('request', (request) => {
      const { host, origin, pathname } = new URL(request.url());
      hosts.add(host);
      if (origin === front.url && pathname.endsWith('.js')) scripts.add(pathname);
    });
    const go = async (to: string) => void (await page.goto(front.url + to));
    return { page, context, consoleErrors, hosts, scripts: () => [...scripts], go };
  };
  return {
    url: front.url,
    folder: build.folder,
    runtime,
    simulator,
    async visit({ as, path = '/', ...looks }) {
      const visitor = await arrive(looks);
      await visitor.go(path);
      await visitor.page.getByRole('button', { name: as }).click();
      await visitor.page.waitForURL(`${front.url}/**`);
      return visitor;
    },
    arrive,
    async stop() {
      await browser.close();
      await front.stop();
      await system.stop();
    },
  };
}

/** The value beside a label, in a list of such pairs. */
export const valueBeside = (page: Page, label: string): Locator =>
  page.locator(`dt:has-text("${label}") + dd, dt:has-text("${label}") ~ dd`).first();
