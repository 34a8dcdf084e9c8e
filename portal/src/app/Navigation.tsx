import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useLocation } from 'wouter';
import { useUser } from '../sign-in/SessionContext.ts';

export function Navigation({ onFollow }: { onFollow: () => void }) {
  const [path, navigate] = useLocation();
  const { mayAdminister } = useUser();
  return (
    <SideNavigation
      header={{ text: 'AI security', href: '/overview' }}
      activeHref={activeHref(path)}
      items={mayAdminister ? [...items, ...forAdministrators] : items}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
        onFollow();
      }}
    />
  );
}

const items: readonly SideNavigationProps.Item[] = [
  { type: 'link', text: 'Overview', href: '/overview' },
  {
    type: 'section-group',
    title: 'Inventory',
    items: [{ type: 'link', text: 'Agents', href: '/inventory/agents' }],
  },
  {
    type: 'section-group',
    title: 'Findings',
    items: [
      { type: 'link', text: 'Events', href: '/events' },
      { type: 'link', text: 'Policies', href: '/policies' },
    ],
  },
  {
    type: 'section-group',
    title: 'Integrations',
    items: [
      {
        type: 'section',
        text: 'AI Tools & Assistants',
        items: [{ type: 'link', text: 'Claude Enterprise', href: '/integrations/claude-enterprise' }],
      },
      { type: 'link', text: 'Scans', href: '/scans' },
    ],
  },
];

const forAdministrators: readonly SideNavigationProps.Item[] = [
  { type: 'divider' },
  { type: 'link', text: 'Audit', href: '/audit' },
  { type: 'link', text: 'Privacy and notices', href: '/privacy' },
];

const hrefs = [
  '/overview',
  '/inventory/agents',
  '/events',
  '/policies',
  '/integrations/claude-enterprise',
  '/scans',
  '/audit',
  '/privacy',
];

/** Details belong to their list. */
const activeHref = (path: string): string =>
  hrefs.find((href) => path === href || path.startsWith(`${href}/`)) ?? path;
