import { portalClient } from '../../../local/portal-client.ts';
import type { ListAnswer } from '../../../portal/src/api/types.ts';
import type { RunningPortal, Visitor } from './portal.ts';

/** Somebody of a tenant who calls the API without a browser. */
export type Caller = Awaited<ReturnType<typeof portalClient>>;

const INTEGRATION = '/v1/integrations/claude-enterprise';

/** Configures and scans as an administrator of the tenant, until the scan has ended. */
export async function scanned({ runtime, simulator }: RunningPortal, tenant: string) {
  const caller = await portalClient(runtime, {
    tenant_id: tenant,
    roles: ['admin'],
    email: 'ada@acme.example',
  });
  await caller.call('POST', INTEGRATION, { apiKey: simulator.keys.parent });
  const { scanId } = await caller.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`, {});
  for (;;) {
    const { status } = await caller.call<{ status: string }>('GET', `${INTEGRATION}/scans/${scanId}`);
    if (status === 'completed') return { caller, scanId };
    if (status !== 'scanning') throw new Error(`The scan ended as ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export interface PortalPage {
  readonly path: string;
  /** The beginning of its first heading, and of its name in the browser's tab. */
  readonly title: string;
  /** A heading that is there once the page's data is. */
  readonly heading: string | RegExp;
}

/** Every page of a tenant that has been scanned, by name. */
export async function everyPage({ caller, scanId }: Awaited<ReturnType<typeof scanned>>) {
  const first = async <T>(path: string): Promise<T> => {
    const { items } = await caller.call<ListAnswer<T>>('GET', `${path}&limit=1`);
    if (!items[0]) throw new Error(`There is nothing in ${path}.`);
    return items[0];
  };
  const agent = await first<{ agentId: string; name: string }>('/v1/agents?sort=usage&order=desc');
  const event = await first<{ eventId: string; item: { name: string } }>('/v1/events?status=flagged');
  return {
    overview: page('/overview', 'Overview', 'Events with findings by day'),
    integration: page('/integrations/claude-enterprise', 'Claude Enterprise', 'Periodic Scans'),
    configure: page(
      '/integrations/claude-enterprise/configure',
      'Configure Integration',
      'How to create the key',
    ),
    scans: page('/scans', 'Scans', /^Scans/),
    'scan-details': page(`/scans/${scanId}`, 'Scan of', 'Completeness record'),
    agents: page('/inventory/agents', 'Agents', /^Agents/),
    'agent-details': page(`/inventory/agents/${agent.agentId}`, agent.name, 'Evidence of the interface'),
    events: page('/events?status=flagged&period=28d', 'Events', /^Events/),
    'event-details': page(`/events/${event.eventId}`, event.item.name, 'Item and inspection'),
    policies: page('/policies', 'Policies', /^Built-in data types/),
    audit: page('/audit', 'Audit', /^Audit/),
    privacy: page('/privacy', 'Privacy and notices', 'Erasures'),
    missing: page('/nowhere', 'This page does not exist', 'This page does not exist'),
  } as const satisfies Record<string, PortalPage>;
}

const page = (path: string, title: string, heading: string | RegExp): PortalPage => ({
  path,
  title,
  heading,
});

/** Goes to a page within the portal, as its links do, and waits for its data. */
export async function open(visitor: Visitor, target: PortalPage): Promise<void> {
  await visitor.page.getByRole('navigation').first().waitFor();
  await visitor.page.evaluate(`history.pushState(null, '', ${JSON.stringify(target.path)})`);
  await shown(visitor, target);
}

/** Waits until a page is there with its data. */
export async function shown({ page }: Visitor, { title, heading }: PortalPage): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await page
    .getByText(/^Loading/)
    .first()
    .waitFor({ state: 'hidden' });
}
