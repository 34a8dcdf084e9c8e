import Link, { type LinkProps } from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';

/** A link to a page of the portal, which does not load everything again. */
export function PageLink({
  to,
  children,
  ...more
}: { to: string; children: ReactNode } & Pick<LinkProps, 'variant' | 'fontSize' | 'ariaLabel'>) {
  const [, navigate] = useLocation();
  return (
    <Link
      {...more}
      href={to}
      onFollow={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Link>
  );
}
