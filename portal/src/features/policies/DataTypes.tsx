import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { counted } from '../../ui/numbers.ts';
import type { PartProps } from './part.ts';
import { withRule } from './policy.ts';
import { RiskSelect, stepsText } from './risk.tsx';

const CONFIDENCES = {
  low: 'Low: more findings, more false ones',
  medium: 'Medium',
  high: 'High: fewer findings',
} as const;
const ROWS = 25;

/** Which built-in data types are looked for, and their risk. */
export function DataTypes({ answer, draft, mayEdit }: PartProps) {
  const [text, setText] = useState('');
  const [page, setPage] = useState(1);
  const { policy, change } = draft;
  const groups = new Map(answer.groups.map(({ id, name }) => [id, name]));
  const matching = answer.catalogue.filter(({ id, name, group, country }) =>
    [id, name, groups.get(group), country].some((part) => part?.toLowerCase().includes(text.toLowerCase())),
  );
  const off = answer.catalogue.filter(({ id }) => policy.types[id]?.enabled === false).length;
  const disabled = !mayEdit;
  return (
    <SpaceBetween size="m">
      <FormField
        label="Confidence needed"
        description="Detections below it are left out, where a data type has no rule of its own."
      >
        <Select
          selectedOption={{ value: policy.minConfidence, label: CONFIDENCES[policy.minConfidence] }}
          options={Object.entries(CONFIDENCES).map(([value, label]) => ({ value, label }))}
          disabled={disabled}
          onChange={({ detail }) => {
            const { value } = detail.selectedOption;
            if (value === 'low' || value === 'medium' || value === 'high') {
              change({ ...policy, minConfidence: value });
            }
          }}
        />
      </FormField>
      <Table
        variant="embedded"
        wrapLines
        items={matching.slice((page - 1) * ROWS, page * ROWS)}
        trackBy="id"
        ariaLabels={{ tableLabel: 'Built-in data types' }}
        empty="No data type matches."
        header={
          <Header
            variant="h2"
            counter={`(${answer.catalogue.length})`}
            description={off === 0 ? 'All are on.' : `${counted(off, 'is', 'are')} off.`}
          >
            Built-in data types
          </Header>
        }
        filter={
          <TextFilter
            filteringText={text}
            filteringPlaceholder="Find data types by name, group or country"
            filteringAriaLabel="Find data types"
            countText={text ? counted(matching.length, 'match', 'matches') : ''}
            onChange={({ detail }) => {
              setText(detail.filteringText);
              setPage(1);
            }}
          />
        }
        pagination={
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.max(1, Math.ceil(matching.length / ROWS))}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        }
        columnDefinitions={[
          {
            id: 'name',
            header: 'Data type',
            isRowHeader: true,
            minWidth: 180,
            cell: ({ id, name, country }) => (
              <>
                {name}
                <Box variant="small" display="block">
                  {country ? `${country}, ` : ''}
                  <Box variant="code" fontSize="body-s">
                    {id}
                  </Box>
                </Box>
              </>
            ),
          },
          { id: 'group', header: 'Group', minWidth: 120, cell: ({ group }) => groups.get(group) ?? group },
          {
            id: 'enabled',
            header: 'Looked for',
            minWidth: 110,
            cell: ({ id, name }) => (
              <Toggle
                ariaLabel={`Look for ${name}`}
                disabled={disabled}
                checked={policy.types[id]?.enabled !== false}
                onChange={({ detail }) =>
                  change(withRule(policy, id, { enabled: detail.checked ? undefined : false }))
                }
              />
            ),
          },
          {
            id: 'risk',
            header: 'Risk',
            minWidth: 220,
            cell: ({ id, name, risk }) => (
              <RiskSelect
                label={`Risk of ${name}`}
                usual={stepsText(risk)}
                steps={policy.types[id]?.risk}
                disabled={disabled}
                onChange={(steps) => change(withRule(policy, id, { risk: steps }))}
              />
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}
