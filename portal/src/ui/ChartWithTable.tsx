import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Table from '@cloudscape-design/components/table';
import { lazy, Suspense, useState } from 'react';
import { numberText } from './numbers.ts';

export interface ChartWithTableProps {
  readonly title: string;
  readonly description?: string;
  readonly categoryTitle: string;
  readonly valueTitle: string;
  /** From left to right. */
  readonly categories: readonly string[];
  readonly categoryText?: (category: string) => string;
  /** Stacked; `values` in the order of the categories. */
  readonly series: readonly {
    readonly title: string;
    readonly values: readonly number[];
    readonly color?: string;
  }[];
  readonly empty: string;
}

/** Numbers are there before the bars are: what draws them is a file of its own. */
const Bars = lazy(() => import('./Bars.tsx'));

/** Numbers as bars, and as a table for whoever reads numbers better than bars. */
export function ChartWithTable(props: ChartWithTableProps) {
  const [view, setView] = useState('chart');
  const hasNumbers = props.series.some(({ values }) => values.some((value) => value > 0));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={props.description}
          actions={
            <SegmentedControl
              label={`Show ${props.title} as`}
              selectedId={view}
              options={[
                { id: 'chart', text: 'Chart' },
                { id: 'table', text: 'Table' },
              ]}
              onChange={({ detail }) => setView(detail.selectedId)}
            />
          }
        >
          {props.title}
        </Header>
      }
    >
      {!hasNumbers ? (
        <Box textAlign="center" color="text-body-secondary" padding="m">
          {props.empty}
        </Box>
      ) : view === 'chart' ? (
        <Suspense fallback={<div className="chart-place" />}>
          <Bars {...props} />
        </Suspense>
      ) : (
        <Numbers {...props} />
      )}
    </Container>
  );
}

interface Row {
  readonly category: string;
  readonly index: number;
}

function Numbers({ title, categories, categoryText, categoryTitle, series }: ChartWithTableProps) {
  return (
    <Table
      variant="embedded"
      ariaLabels={{ tableLabel: title }}
      items={categories.map((category, index) => ({ category, index }))}
      trackBy="category"
      columnDefinitions={[
        {
          id: 'category',
          header: categoryTitle,
          isRowHeader: true,
          cell: ({ category }: Row) => categoryText?.(category) ?? category,
        },
        ...series.map(({ title, values }) => ({
          id: title,
          header: title,
          cell: ({ index }: Row) => numberText(values[index] ?? 0),
        })),
      ]}
    />
  );
}
