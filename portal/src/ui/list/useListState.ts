import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

/** Values by the name of the filter; a name is there only with a value. */
export type Filters = Readonly<Record<string, string>>;

/** What a list shows, as its address says it: whoever opens the address sees the same. */
export interface ListState {
  readonly filters: Filters;
  readonly sort: string | undefined;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
  readonly cursor: string | undefined;
  setFilters(filters: Filters): void;
  setSort(sort: string, descending: boolean): void;
  setPage(page: number, cursor: string | undefined): void;
}

export function useListState(names: readonly string[]): ListState {
  const [parameters, setParameters] = useSearchParams();
  return useMemo(() => {
    const filters = Object.fromEntries(
      names.flatMap((name) => {
        const value = parameters.get(name);
        return value ? [[name, value]] : [];
      }),
    );
    const change = (changes: Readonly<Record<string, string | undefined>>) =>
      setParameters((before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      });
    const firstPage = { page: undefined, cursor: undefined };
    return {
      filters,
      sort: parameters.get('sort') ?? undefined,
      descending: parameters.get('order') === 'desc',
      page: Math.max(1, Number.parseInt(parameters.get('page') ?? '1', 10) || 1),
      cursor: parameters.get('cursor') ?? undefined,
      setFilters: (next) =>
        change({ ...Object.fromEntries(names.map((name) => [name, next[name]])), ...firstPage }),
      setSort: (sort, descending) => change({ sort, order: descending ? 'desc' : 'asc', ...firstPage }),
      setPage: (page, cursor) => change({ page: page > 1 ? String(page) : undefined, cursor }),
    };
  }, [names, parameters, setParameters]);
}
