import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';
import { ProblemAlert, StaleAlert } from './ProblemAlert.tsx';

/** One thing of the API, in whatever state the answer is. */
export function Details<T>({
  answer,
  what,
  children,
}: {
  answer: UseQueryResult<T>;
  what: string;
  children: (found: T) => ReactNode;
}) {
  const { data, error, dataUpdatedAt, refetch } = answer;
  const retry = () => void refetch();
  if (data !== undefined) {
    return (
      <>
        {error && <StaleAlert since={dataUpdatedAt} onRetry={retry} />}
        {children(data)}
      </>
    );
  }
  if (!error) return <Loading what={what} />;
  const isMissing = error instanceof ApiProblem && error.status === 404;
  return (
    <Page title={isMissing ? `There is no such ${what}` : 'Not shown'}>
      <ProblemAlert error={error} {...(!isMissing && { onRetry: retry })} />
    </Page>
  );
}
