import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
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
        <Bars {...props} />
      ) : (
        <Numbers {...props} />
      )}
    </Container>
  );
}

function Bars({ title, categories, categoryText, categoryTitle, valueTitle, series }: ChartWithTableProps) {
  return (
    <BarChart
      ariaLabel={title}
      height={220}
      stackedBars
      hideFilter
      hideLegend={series.length === 1}
      xTitle={categoryTitle}
      yTitle={valueTitle}
      xDomain={categories}
      xScaleType="categorical"
      i18nStrings={{
        ...(categoryText && { xTickFormatter: (value: string) => categoryText(value) }),
        yTickFormatter: numberText,
        chartAriaRoleDescription: 'bar chart',
        xAxisAriaRoleDescription: 'x axis',
        yAxisAriaRoleDescription: 'y axis',
        detailPopoverDismissAriaLabel: 'Dismiss',
        legendAriaLabel: 'Legend',
      }}
      series={series.map(({ title, values, color }) => ({
        type: 'bar' as const,
        title,
        data: categories.map((x, index) => ({ x, y: values[index] ?? 0 })),
        valueFormatter: numberText,
        ...(color && { color }),
      }))}
    />
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
