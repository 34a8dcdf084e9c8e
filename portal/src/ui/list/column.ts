import type { ReactNode } from 'react';

export interface Column<T> {
  readonly id: string;
  readonly header: string;
  cell(item: T): ReactNode;
  /** What the API calls the sorting by this column. */
  readonly sort?: string;
  /** Not shown until the user chooses it. */
  readonly hidden?: boolean;
  /** Pixels. */
  readonly width?: number;
  readonly align?: 'right';
}
