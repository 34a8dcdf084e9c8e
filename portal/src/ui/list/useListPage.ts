import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Api, Query } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import type { ListAnswer } from '../../api/types.ts';
import { useApi } from '../../sign-in/SessionContext.ts';
import type { ListState } from './useListState.ts';

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly loading: boolean;
  readonly refreshing: boolean;
  /** Also beside items, which are then those of `updatedAt`. */
  readonly error: unknown;
  readonly updatedAt: number;
  /** Pages that are known to exist. */
  readonly pagesCount: number;
  readonly hasMore: boolean;
  refresh(): void;
  goTo(page: number): void;
}

const pageQuery = <T>(api: Api, path: string, query: Query) => ({
  queryKey: ['list', path, query],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.read<ListAnswer<T>>(path, query, signal),
});

/** One page of a list of the API, and the way to the others. */
export function useListPage<T>(
  path: string,
  query: Query,
  list: Pick<ListState, 'page' | 'cursor' | 'setPage'>,
  refetchInterval: number | false = false,
): ListPage<T> {
  const api = useApi();
  const client = useQueryClient();
  const { page, cursor, setPage } = list;
  const answer = useQuery({
    ...pageQuery<T>(api, path, { ...query, cursor }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });

  // A cursor opens with the filters it was given for; an old address begins at the first page.
  const isOldCursor = cursor !== undefined && isProblem(answer.error, 'INVALID_CURSOR');
  useEffect(() => {
    if (isOldCursor) setPage(1, undefined);
  }, [isOldCursor, setPage]);

  const goTo = async (target: number): Promise<void> => {
    const next = answer.data?.nextCursor;
    if (target === page + 1 && next) return setPage(target, next);
    return setPage(...(await walkTo(target)));
  };

  /** Cursors lead forward only: from the first page on, through pages that were mostly read before. */
  const walkTo = async (target: number): Promise<[page: number, cursor: string | undefined]> => {
    let cursor: string | undefined;
    for (let at = 1; at < target; at += 1) {
      const { nextCursor } = await client.fetchQuery(pageQuery<T>(api, path, { ...query, cursor }));
      if (nextCursor === null) return [at, cursor];
      cursor = nextCursor;
    }
    return [target, cursor];
  };

  const hasMore = answer.data?.nextCursor != null;
  return {
    items: answer.data?.items ?? [],
    loading: answer.isPending || isOldCursor,
    refreshing: answer.isFetching,
    error: isOldCursor ? null : answer.error,
    updatedAt: answer.dataUpdatedAt,
    pagesCount: hasMore ? page + 1 : page,
    hasMore,
    refresh: () => void answer.refetch(),
    goTo: (target) => void goTo(target),
  };
}
