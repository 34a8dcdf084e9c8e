import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { Filters, ListState } from './useListState.ts';

/** Something that a list can be filtered by. */
export interface FilterProperty {
  /** As the API calls it. */
  readonly name: string;
  readonly label: string;
  readonly group: string;
  /** `contains` looks for a part of a text. */
  readonly match: 'equals' | 'contains';
  /** Labels by value. With `open` false no other value is taken. */
  readonly values?: Readonly<Record<string, string>>;
  readonly open?: boolean;
}

export interface ListFilterProps {
  readonly what: string;
  readonly properties: readonly FilterProperty[];
  readonly list: Pick<ListState, 'filters' | 'setFilters'>;
}

/** Free text is the API's `q`. */
const FREE_TEXT = 'q';

/** A filter bar for a list. The API takes one value for each property, so a second one replaces the first. */
export function ListFilter({ what, properties, list }: ListFilterProps) {
  return (
    <PropertyFilter
      filteringPlaceholder={`Filter ${what} by text or property`}
      filteringAriaLabel={`Filter ${what}`}
      hideOperations
      freeTextFiltering={{ operators: [':'], defaultOperator: ':' }}
      query={queryOf(properties, list.filters)}
      filteringProperties={properties.map(({ name, label, group, match, values = {} }) => ({
        key: name,
        propertyLabel: label,
        groupValuesLabel: group,
        operators: [
          { operator: operatorOf(match), format: (value) => values[String(value)] ?? String(value) },
        ],
        defaultOperator: operatorOf(match),
      }))}
      filteringOptions={properties.flatMap(({ name, values = {} }) =>
        Object.entries(values).map(([value, label]) => ({ propertyKey: name, value, label })),
      )}
      onChange={({ detail }) =>
        list.setFilters({ ...otherFilters(properties, list.filters), ...filtersOf(properties, detail) })
      }
    />
  );
}

const operatorOf = (match: FilterProperty['match']) => (match === 'equals' ? '=' : ':');

function queryOf(properties: readonly FilterProperty[], filters: Filters): PropertyFilterProps.Query {
  const tokens = properties.flatMap(({ name, match }): PropertyFilterProps.Token[] => {
    const value = filters[name];
    return value === undefined ? [] : [{ propertyKey: name, value, operator: operatorOf(match) }];
  });
  const text = filters[FREE_TEXT];
  return { operation: 'and', tokens: text ? [...tokens, { value: text, operator: ':' }] : tokens };
}

function filtersOf(properties: readonly FilterProperty[], { tokens }: PropertyFilterProps.Query): Filters {
  return Object.fromEntries(
    tokens.flatMap(({ propertyKey, value }): [string, string][] => {
      const text = String(value ?? '').trim();
      if (text === '') return [];
      if (propertyKey === undefined) return [[FREE_TEXT, text]];
      const property = properties.find(({ name }) => name === propertyKey);
      const isKnown = property?.open !== false || Object.hasOwn(property.values ?? {}, text);
      return isKnown ? [[propertyKey, text]] : [];
    }),
  );
}

/** Those that have a control of their own, such as a range of time. */
const otherFilters = (properties: readonly FilterProperty[], filters: Filters): Filters =>
  Object.fromEntries(
    Object.entries(filters).filter(
      ([name]) => name !== FREE_TEXT && !properties.some((property) => property.name === name),
    ),
  );
