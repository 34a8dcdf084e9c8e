import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../sign-in/SessionContext.ts';
import { chooseTheme, storedTheme, THEMES, type Theme } from './theme.ts';

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

export function TopBar() {
  const session = useSession();
  const [, navigate] = useLocation();
  const [theme, setTheme] = useState(storedTheme);
  const { name, tenant, roles } = session.user;
  return (
    <TopNavigation
      identity={{
        href: '/overview',
        title: 'AI Security Portal',
        logo: { src: '/icon.svg', alt: '' },
        onFollow: (event) => {
          event.preventDefault();
          navigate('/overview');
        },
      }}
      i18nStrings={{ overflowMenuTriggerText: 'More', overflowMenuTitleText: 'All' }}
      utilities={[
        {
          type: 'menu-dropdown',
          text: 'Theme',
          ariaLabel: `Theme: ${THEME_NAMES[theme]}`,
          items: THEMES.map((id) => ({
            id,
            text: THEME_NAMES[id],
            itemType: 'checkbox',
            checked: id === theme,
          })),
          onItemClick: ({ detail }) => {
            const chosen = THEMES.find((id) => id === detail.id) ?? 'system';
            chooseTheme(chosen);
            setTheme(chosen);
          },
        },
        {
          type: 'menu-dropdown',
          text: name,
          iconName: 'user-profile',
          description: `Tenant ${tenant || 'unknown'}, ${roles.length > 0 ? `role ${roles.join(', ')}` : 'no role'}`,
          items: [{ id: 'sign-out', text: 'Sign out' }],
          onItemClick: () => session.signOut(),
        },
      ]}
    />
  );
}
