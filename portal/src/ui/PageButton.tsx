import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';

/** A button that leads to a page of the portal. */
export function PageButton({
  to,
  children,
  ...more
}: { to: string; children: ReactNode } & Pick<ButtonProps, 'variant' | 'disabled' | 'disabledReason'>) {
  const [, navigate] = useLocation();
  return (
    <Button
      {...more}
      href={to}
      onFollow={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Button>
  );
}
