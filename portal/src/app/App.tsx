import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { createApi } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { SessionContext } from '../sign-in/SessionContext.ts';
import type { Session } from '../sign-in/session.ts';
import { Notices } from './notices.tsx';
import { Shell } from './Shell.tsx';

/** Answers that another try would not change. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status >= 400 && error.status < 500;

const queryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, error) => !isFinal(error) && failures < 2 },
      mutations: { retry: false },
    },
  });

export function App({ session }: { session: Session }) {
  const client = useMemo(queryClient, []);
  const signedIn = useMemo(() => ({ session, api: createApi(session) }), [session]);
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={client}>
        <SessionContext value={signedIn}>
          <Notices>
            <Shell />
          </Notices>
        </SessionContext>
      </QueryClientProvider>
    </I18nProvider>
  );
}
