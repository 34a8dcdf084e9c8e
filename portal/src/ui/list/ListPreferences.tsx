import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import type { Column } from './column.ts';
import type { Preferences } from './usePreferences.ts';

export interface ListPreferencesProps<T> {
  readonly columns: readonly Column<T>[];
  readonly preferences: Preferences;
  readonly onPreferences: (preferences: Preferences) => void;
}

const PAGE_SIZES = [25, 50, 100, 200].map((value) => ({ value, label: `${value} rows` }));

export function ListPreferences<T>({ columns, preferences, onPreferences }: ListPreferencesProps<T>) {
  return (
    <CollectionPreferences
      title="Preferences"
      confirmLabel="Confirm"
      cancelLabel="Cancel"
      preferences={{ ...preferences }}
      pageSizePreference={{ title: 'Rows per page', options: PAGE_SIZES }}
      wrapLinesPreference={{ label: 'Wrap lines', description: 'Show all of a text, on several lines' }}
      stripedRowsPreference={{ label: 'Striped rows', description: 'Shade every second row' }}
      contentDensityPreference={{ label: 'Compact mode', description: 'Show more rows at once' }}
      contentDisplayPreference={{
        title: 'Columns',
        description: 'Which columns to show, and in which order.',
        options: columns.map(({ id, header }, index) => ({ id, label: header, alwaysVisible: index === 0 })),
      }}
      onConfirm={({ detail }) =>
        onPreferences({
          pageSize: detail.pageSize ?? preferences.pageSize,
          wrapLines: detail.wrapLines ?? false,
          stripedRows: detail.stripedRows ?? false,
          contentDensity: detail.contentDensity ?? 'comfortable',
          contentDisplay: detail.contentDisplay ?? preferences.contentDisplay,
          widths: preferences.widths,
        })
      }
    />
  );
}
