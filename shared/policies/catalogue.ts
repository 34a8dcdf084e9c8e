import { GROUPS } from '../inspection/detect/data-type.ts';
import { DATA_TYPES } from '../inspection/detectors/catalogue.ts';
import type { RiskStep } from '../inspection/policy.ts';
import { GROUP_RISK } from '../inspection/risk.ts';

/** A built-in data type as people choose it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly country: string | null;
  /** Where the policy says nothing else. */
  readonly risk: readonly RiskStep[];
}

/** Built-in data types by name. */
export const CATALOGUE: readonly CatalogueEntry[] = DATA_TYPES.map(({ id, name, group, country, risk }) => ({
  id,
  name,
  group,
  country: country ?? null,
  risk: risk ?? GROUP_RISK[group],
})).sort((a, b) => a.name.localeCompare(b.name, 'en'));

export const CATALOGUE_GROUPS = Object.entries(GROUPS).map(([id, name]) => ({ id, name }));

export const BUILT_IN_TYPES: ReadonlySet<string> = new Set(DATA_TYPES.map(({ id }) => id));
