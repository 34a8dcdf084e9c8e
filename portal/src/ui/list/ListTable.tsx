import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useTitle } from '../Page.tsx';
import { ProblemAlert, StaleAlert } from '../ProblemAlert.tsx';
import type { Column } from './column.ts';
import { ListPreferences } from './ListPreferences.tsx';
import type { ListPage } from './useListPage.ts';
import type { ListState } from './useListState.ts';
import type { Preferences } from './usePreferences.ts';

export interface ListTableProps<T> {
  readonly title: string;
  /** What the rows are, such as `agents`. */
  readonly what: string;
  readonly description?: ReactNode;
  readonly columns: readonly Column<T>[];
  readonly rowId: (item: T) => string;
  readonly list: ListState;
  readonly page: ListPage<T>;
  readonly preferences: Preferences;
  readonly onPreferences: (preferences: Preferences) => void;
  readonly filter?: ReactNode;
  readonly actions?: ReactNode;
  /** Where nothing is filtered and there is nothing. */
  readonly empty: ReactNode;
}

/** A list page: one page of rows from the API, with everything that a list has. */
export function ListTable<T>(props: ListTableProps<T>) {
  const { title, what, columns, list, page, preferences, onPreferences } = props;
  useTitle(title);
  const definitions = columns.map((column) => definitionOf(column, preferences));
  const sorted = definitions.find(({ sortingField }) => sortingField && sortingField === list.sort);
  const failed = page.error !== null && page.items.length === 0;
  return (
    <SpaceBetween size="m">
      {page.error !== null && (failed ? null : <StaleAlert since={page.updatedAt} onRetry={page.refresh} />)}
      <Table<T>
        variant="full-page"
        stickyHeader
        resizableColumns
        enableKeyboardNavigation
        columnDefinitions={definitions}
        columnDisplay={preferences.contentDisplay}
        items={failed ? [] : page.items}
        trackBy={props.rowId}
        loading={page.loading}
        loadingText={`Loading ${what}`}
        empty={failed ? <ProblemAlert error={page.error} onRetry={page.refresh} /> : <Empty {...props} />}
        wrapLines={preferences.wrapLines}
        stripedRows={preferences.stripedRows}
        contentDensity={preferences.contentDensity}
        {...(sorted && { sortingColumn: sorted, sortingDescending: list.descending })}
        onSortingChange={({ detail }) =>
          list.setSort(detail.sortingColumn.sortingField ?? '', detail.isDescending ?? false)
        }
        onColumnWidthsChange={({ detail }) =>
          onPreferences({ ...preferences, widths: widthsOf(definitions, detail.widths) })
        }
        ariaLabels={{ tableLabel: title, resizerRoleDescription: 'Resize button' }}
        renderAriaLive={() => (page.loading ? '' : `Page ${list.page}, ${page.items.length} ${what}`)}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={counterOf(list, page)}
            description={props.description}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel={`Refresh ${what}`}
                  loading={page.refreshing && !page.loading}
                  onClick={page.refresh}
                />
                {props.actions}
              </SpaceBetween>
            }
          >
            {title}
          </Header>
        }
        filter={props.filter}
        pagination={
          <Pagination
            currentPageIndex={list.page}
            pagesCount={page.pagesCount}
            openEnd={page.hasMore}
            disabled={page.loading}
            onChange={({ detail }) => page.goTo(detail.currentPageIndex)}
          />
        }
        preferences={
          <ListPreferences columns={columns} preferences={preferences} onPreferences={onPreferences} />
        }
      />
    </SpaceBetween>
  );
}

function Empty<T>({ what, list, empty }: ListTableProps<T>) {
  if (Object.keys(list.filters).length === 0 && list.page === 1) return empty;
  return (
    <Box textAlign="center" color="inherit" margin={{ vertical: 'xs' }}>
      <SpaceBetween size="xs">
        <b>No matches</b>
        <Box variant="p" color="inherit">
          No {what} match these filters.
        </Box>
        <Button onClick={() => list.setFilters({})}>Clear filters</Button>
      </SpaceBetween>
    </Box>
  );
}

const definitionOf = <T,>(column: Column<T>, { widths }: Preferences): TableProps.ColumnDefinition<T> => ({
  id: column.id,
  header: column.header,
  cell: column.cell,
  minWidth: 80,
  width: widths[column.id] ?? column.width ?? 160,
  ...(column.sort && { sortingField: column.sort }),
});

const widthsOf = <T,>(
  definitions: readonly TableProps.ColumnDefinition<T>[],
  widths: readonly number[],
): Preferences['widths'] =>
  Object.fromEntries(
    definitions.flatMap(({ id }, index) => (id && widths[index] ? [[id, widths[index]]] : [])),
  );

/** How many there are, as far as one page tells. */
const counterOf = <T,>({ page }: ListState, { loading, items, hasMore }: ListPage<T>): string | undefined => {
  if (loading || page > 1 || items.length === 0) return undefined;
  return hasMore ? `(${items.length}+)` : `(${items.length})`;
};
