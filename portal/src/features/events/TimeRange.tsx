import DateRangePicker, { type DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import type { Filters, ListState } from '../../ui/list/useListState.ts';

const PERIODS = { '7d': 7, '28d': 28, '90d': 90 } as const;
const DAY_MS = 86_400_000;

const relativeOptions: DateRangePickerProps.RelativeOption[] = Object.entries(PERIODS).map(
  ([key, amount]) => ({
    key,
    amount,
    unit: 'day',
    type: 'relative',
  }),
);

/** When things happened: the last days, or from one time to another, in the viewer's zone. */
export function TimeRange({ list }: { list: ListState }) {
  const { period: _period, from: _from, to: _to, ...others } = list.filters;
  return (
    <DateRangePicker
      value={shownRange(list.filters)}
      relativeOptions={relativeOptions}
      rangeSelectorMode="default"
      customRelativeRangeUnits={['day']}
      placeholder="Any time"
      ariaLabel="Time range"
      absoluteFormat="long-localized"
      hideTimeOffset
      getTimeOffset={(date) => -date.getTimezoneOffset()}
      isValidRange={problemOf}
      onChange={({ detail }) => list.setFilters({ ...others, ...filtersOf(detail.value) })}
    />
  );
}

/** The bounds that the API is asked for. The last days begin with a whole day, so that an address stays the same for a day. */
export function timesOf({ period, from, to }: Filters): Filters {
  const days = daysOf(period);
  if (days) return { from: new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10) };
  return { ...(from && { from }), ...(to && { to }) };
}

function daysOf(period: string | undefined): number | undefined {
  const days = /^(\d{1,4})d$/.exec(period ?? '')?.[1];
  return days ? Number(days) : undefined;
}

function shownRange({ period, from, to }: Filters): DateRangePickerProps.Value | null {
  const amount = daysOf(period);
  if (amount) return { type: 'relative', key: `${amount}d`, amount, unit: 'day' };
  if (!from && !to) return null;
  return {
    type: 'absolute',
    startDate: from ?? new Date(0).toISOString(),
    endDate: to ?? new Date().toISOString(),
  };
}

function filtersOf(value: DateRangePickerProps.Value | null): Filters {
  if (!value) return {};
  if (value.type === 'relative') return { period: `${value.amount}d` };
  return { from: new Date(value.startDate).toISOString(), to: new Date(value.endDate).toISOString() };
}

function problemOf(value: DateRangePickerProps.Value | null): DateRangePickerProps.ValidationResult {
  if (value?.type === 'absolute') {
    if (!value.startDate || !value.endDate)
      return { valid: false, errorMessage: 'Choose a beginning and an end.' };
    if (Date.parse(value.startDate) >= Date.parse(value.endDate))
      return { valid: false, errorMessage: 'The end is before the beginning.' };
  }
  if (value?.type === 'relative' && !(value.amount >= 1 && value.amount <= 3_650))
    return { valid: false, errorMessage: 'Choose 1 to 3,650 days.' };
  return { valid: true };
}
