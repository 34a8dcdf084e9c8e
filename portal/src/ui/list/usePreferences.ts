import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import { useStored } from '../../app/stored.ts';
import type { Column } from './column.ts';

export interface Preferences {
  readonly pageSize: number;
  readonly wrapLines: boolean;
  readonly stripedRows: boolean;
  readonly contentDensity: 'comfortable' | 'compact';
  /** Order and visibility of columns. */
  readonly contentDisplay: readonly CollectionPreferencesProps.ContentDisplayItem[];
  /** Pixels by column id. */
  readonly widths: Readonly<Record<string, number>>;
}

/** How the user likes to see this list; stays in the browser. */
export function usePreferences<T>(
  list: string,
  columns: readonly Column<T>[],
): [Preferences, (preferences: Preferences) => void] {
  const [stored, store] = useStored<Preferences>(`list-${list}`, {
    pageSize: 50,
    wrapLines: false,
    stripedRows: false,
    contentDensity: 'comfortable',
    contentDisplay: [],
    widths: {},
  });
  return [{ ...stored, contentDisplay: displayOf(columns, stored.contentDisplay) }, store];
}

/** Columns that were added since are at the end; those that are gone are left out. */
function displayOf<T>(
  columns: readonly Column<T>[],
  stored: Preferences['contentDisplay'],
): Preferences['contentDisplay'] {
  const known = stored.filter(({ id }) => columns.some((column) => column.id === id));
  const added = columns
    .filter(({ id }) => !stored.some((entry) => entry.id === id))
    .map(({ id, hidden }) => ({ id, visible: !hidden }));
  return [...known, ...added];
}
