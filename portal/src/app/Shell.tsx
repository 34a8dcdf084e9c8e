import AppLayout from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useUser } from '../sign-in/SessionContext.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Loading } from '../ui/Loading.tsx';
import { NoAccess } from '../ui/NoAccess.tsx';
import { Navigation } from './Navigation.tsx';
import { NotFound } from './NotFound.tsx';
import { ShownNotices } from './notices.tsx';
import { type PageRoute, pageAt, routes } from './routes.ts';
import { TopBar } from './TopBar.tsx';

/** What surrounds every page. */
export function Shell() {
  const [path, navigate] = useLocation();
  const [navigationOpen, setNavigationOpen] = useNavigationOpen();
  const page = pageAt(path);
  useAnnouncedPage(path);
  return (
    <>
      <div id="portal-header">
        <TopBar />
      </div>
      <AppLayout
        headerSelector="#portal-header"
        toolsHide
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        navigation={<Navigation onFollow={() => window.innerWidth <= 688 && setNavigationOpen(false)} />}
        notifications={<ShownNotices />}
        breadcrumbs={
          <BreadcrumbGroup
            items={[{ text: 'AI security', href: '/' }, ...(page?.trail ?? [])]}
            onFollow={(event) => {
              event.preventDefault();
              navigate(event.detail.href);
            }}
          />
        }
        ariaLabels={{
          navigation: 'Pages',
          navigationToggle: 'Open the list of pages',
          navigationClose: 'Close the list of pages',
          notifications: 'Notices',
        }}
        content={
          <ErrorBoundary key={path}>
            <Suspense fallback={<Loading what="page" />}>
              <Pages />
            </Suspense>
          </ErrorBoundary>
        }
      />
    </>
  );
}

const wide = window.matchMedia('(min-width: 1001px)');

/** Open where there is room for it. A window that becomes wide or narrow opens or closes it again, whatever was chosen. */
function useNavigationOpen(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(wide.matches);
  useEffect(() => {
    const follow = () => setOpen(wide.matches);
    wide.addEventListener('change', follow);
    return () => wide.removeEventListener('change', follow);
  }, []);
  return [open, setOpen];
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/overview" replace />
      </Route>
      {routes.map((route) => (
        <Route key={route.path} path={route.path}>
          <Page route={route} />
        </Route>
      ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

function Page({ route }: { route: PageRoute }) {
  const { mayView, mayAdminister } = useUser();
  const allowed = route.role === 'admin' ? mayAdminister : mayView;
  return allowed ? <route.component /> : <NoAccess role={route.role} />;
}

/** After a change of page the keyboard goes on at its beginning, as it does after a page load. */
function useAnnouncedPage(path: string): void {
  const previous = useRef(path);
  useEffect(() => {
    if (previous.current === path) return;
    previous.current = path;
    window.scrollTo(0, 0);
    const main = document.querySelector('main');
    main?.setAttribute('tabindex', '-1');
    main?.focus({ preventScroll: true });
  }, [path]);
}
