import BarChart from '@cloudscape-design/components/bar-chart';
import type { ChartWithTableProps } from './ChartWithTable.tsx';
import { numberText } from './numbers.ts';

export default function Bars({
  title,
  categories,
  categoryText,
  categoryTitle,
  valueTitle,
  series,
}: ChartWithTableProps) {
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
