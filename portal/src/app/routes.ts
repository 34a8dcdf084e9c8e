import { type ComponentType, lazy } from 'react';

export interface PageRoute {
  readonly path: string;
  readonly component: ComponentType;
  readonly role: 'viewer' | 'admin';
  /** Breadcrumbs down to this page; the last one is the page itself. */
  readonly trail: readonly { readonly text: string; readonly href: string }[];
}

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
    component: lazy(() => import('../features/overview/OverviewPage.tsx')),
    role: 'viewer',
    trail: [{ text: 'Overview', href: '/overview' }],
  },
  {
    path: '/integrations/claude-enterprise',
    component: lazy(() => import('../features/integration/IntegrationPage.tsx')),
    role: 'viewer',
    trail: [integrations, claude],
  },
  {
    path: '/integrations/claude-enterprise/configure',
    component: lazy(() => import('../features/integration/ConfigurePage.tsx')),
    role: 'admin',
    trail: [integrations, claude, { text: 'Configure Integration', href: '' }],
  },
  {
    path: '/scans',
    component: lazy(() => import('../features/scans/ScansPage.tsx')),
    role: 'viewer',
    trail: [scans],
  },
  {
    path: '/scans/:id',
    component: lazy(() => import('../features/scans/ScanPage.tsx')),
    role: 'viewer',
    trail: [scans, { text: 'Scan details', href: '' }],
  },
  {
    path: '/inventory/agents',
    component: lazy(() => import('../features/agents/AgentsPage.tsx')),
    role: 'viewer',
    trail: [inventory, agents],
  },
  {
    path: '/inventory/agents/:id',
    component: lazy(() => import('../features/agents/AgentPage.tsx')),
    role: 'viewer',
    trail: [inventory, agents, { text: 'Agent details', href: '' }],
  },
  {
    path: '/events',
    component: lazy(() => import('../features/events/EventsPage.tsx')),
    role: 'viewer',
    trail: [events],
  },
  {
    path: '/events/:id',
    component: lazy(() => import('../features/events/EventPage.tsx')),
    role: 'viewer',
    trail: [events, { text: 'Event details', href: '' }],
  },
  {
    path: '/policies',
    component: lazy(() => import('../features/policies/PoliciesPage.tsx')),
    role: 'viewer',
    trail: [{ text: 'Policies', href: '/policies' }],
  },
  {
    path: '/audit',
    component: lazy(() => import('../features/audit/AuditPage.tsx')),
    role: 'admin',
    trail: [{ text: 'Audit', href: '/audit' }],
  },
];

export const pageAt = (path: string): PageRoute | undefined =>
  routes.find((route) => new RegExp(`^${route.path.replace(':id', '[^/]+')}/?$`).test(path));
