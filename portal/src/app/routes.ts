import { type ComponentType, lazy } from 'react';

export interface PageRoute extends PageFile {
  readonly path: string;
  readonly role: 'viewer' | 'admin';
  /** Breadcrumbs down to this page; the last one is the page itself. */
  readonly trail: readonly { readonly text: string; readonly href: string }[];
}

interface PageFile {
  /** Loads the page's file, where it is not there yet. */
  readonly load: () => Promise<unknown>;
  readonly component: ComponentType;
}

const pageFile = (load: () => Promise<{ default: ComponentType }>): PageFile => ({
  load,
  component: lazy(load),
});

const integrations = { text: 'Integrations', href: '/integrations/claude-enterprise' };
const claude = { text: 'Claude Enterprise', href: '/integrations/claude-enterprise' };
const scans = { text: 'Scans', href: '/scans' };
const inventory = { text: 'Inventory', href: '/inventory/agents' };
const agents = { text: 'Agents', href: '/inventory/agents' };
const events = { text: 'Events', href: '/events' };

/** Every page, each in a file that is loaded when it is opened. */
export const routes: readonly PageRoute[] = [
  {
    path: '/overview',
    ...pageFile(() => import('../features/overview/OverviewPage.tsx')),
    role: 'viewer',
    trail: [{ text: 'Overview', href: '/overview' }],
  },
  {
    path: '/integrations/claude-enterprise',
    ...pageFile(() => import('../features/integration/IntegrationPage.tsx')),
    role: 'viewer',
    trail: [integrations, claude],
  },
  {
    path: '/integrations/claude-enterprise/configure',
    ...pageFile(() => import('../features/integration/ConfigurePage.tsx')),
    role: 'admin',
    trail: [integrations, claude, { text: 'Configure Integration', href: '' }],
  },
  {
    path: '/scans',
    ...pageFile(() => import('../features/scans/ScansPage.tsx')),
    role: 'viewer',
    trail: [scans],
  },
  {
    path: '/scans/:id',
    ...pageFile(() => import('../features/scans/ScanPage.tsx')),
    role: 'viewer',
    trail: [scans, { text: 'Scan details', href: '' }],
  },
  {
    path: '/inventory/agents',
    ...pageFile(() => import('../features/agents/AgentsPage.tsx')),
    role: 'viewer',
    trail: [inventory, agents],
  },
  {
    path: '/inventory/agents/:id',
    ...pageFile(() => import('../features/agents/AgentPage.tsx')),
    role: 'viewer',
    trail: [inventory, agents, { text: 'Agent details', href: '' }],
  },
  {
    path: '/events',
    ...pageFile(() => import('../features/events/EventsPage.tsx')),
    role: 'viewer',
    trail: [events],
  },
  {
    path: '/events/:id',
    ...pageFile(() => import('../features/events/EventPage.tsx')),
    role: 'viewer',
    trail: [events, { text: 'Event details', href: '' }],
  },
  {
    path: '/policies',
    ...pageFile(() => import('../features/policies/PoliciesPage.tsx')),
    role: 'viewer',
    trail: [{ text: 'Policies', href: '/policies' }],
  },
  {
    path: '/audit',
    ...pageFile(() => import('../features/audit/AuditPage.tsx')),
    role: 'admin',
    trail: [{ text: 'Audit', href: '/audit' }],
  },
  {
    path: '/privacy',
    ...pageFile(() => import('../features/privacy/PrivacyPage.tsx')),
    role: 'admin',
    trail: [{ text: 'Privacy and notices', href: '/privacy' }],
  },
];

/** The page that a path opens; the root opens the overview. */
export const pageAt = (path: string): PageRoute | undefined =>
  path === '/'
    ? routes[0]
    : routes.find((route) => new RegExp(`^${route.path.replace(':id', '[^/]+')}/?$`).test(path));
