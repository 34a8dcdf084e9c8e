import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { OutsideText } from '../../ui/OutsideText.tsx';
import type { PartProps } from './part.ts';
import type { Exclusion } from './policy.ts';

/** Values that were declared harmless. Their text goes to the API once, where it becomes a hash. */
export function Exclusions({ answer, draft, mayEdit }: PartProps) {
  const { policy, change } = draft;
  const { exclusions } = policy;
  const isFull = exclusions.length >= (answer.limits.exclusions ?? 0);
  return (
    <SpaceBetween size="m">
      <Table
        variant="embedded"
        wrapLines
        items={exclusions.map((exclusion, index) => ({ exclusion, index }))}
        trackBy={({ index }) => String(index)}
        ariaLabels={{ tableLabel: 'Exclusions' }}
        empty="No exclusions yet."
        header={
          <Header
            variant="h2"
            counter={`(${exclusions.length})`}
            description="Values that are never reported, such as numbers of your own test cards. Only hashes of them are kept."
          >
            Exclusions
          </Header>
        }
        columnDefinitions={[
          {
            id: 'label',
            header: 'What it is',
            isRowHeader: true,
            minWidth: 180,
            cell: ({ exclusion }) => <OutsideText>{exclusion.label || '–'}</OutsideText>,
          },
          {
            id: 'hash',
            header: 'Hash',
            minWidth: 160,
            cell: ({ exclusion }) => ('hash' in exclusion ? exclusion.hash : 'made when it is saved'),
          },
          ...(mayEdit
            ? [
                {
                  id: 'actions',
                  header: 'Actions',
                  cell: ({ exclusion, index }: { exclusion: Exclusion; index: number }) => (
                    <Button
                      variant="inline-link"
                      ariaLabel={`Remove ${exclusion.label || 'this exclusion'}`}
                      onClick={() => change({ ...policy, exclusions: exclusions.toSpliced(index, 1) })}
                    >
                      Remove
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayEdit && !isFull && (
        <AddExclusion onAdd={(exclusion) => change({ ...policy, exclusions: [...exclusions, exclusion] })} />
      )}
    </SpaceBetween>
  );
}

function AddExclusion({ onAdd }: { onAdd: (exclusion: Exclusion) => void }) {
  const [value, setValue] = useState('');
  const [label, setLabel] = useState('');
  return (
    <SpaceBetween size="s">
      <FormField label="Value" description="It is not shown again.">
        <Input
          type="password"
          autoComplete={false}
          spellcheck={false}
          value={value}
          onChange={({ detail }) => setValue(detail.value)}
        />
      </FormField>
      <FormField label="What it is" description="To know it by later; not the value itself.">
        <Input value={label} onChange={({ detail }) => setLabel(detail.value)} />
      </FormField>
      <Button
        disabled={value.trim() === ''}
        onClick={() => {
          onAdd({ value: value.trim(), label: label.trim() });
          setValue('');
          setLabel('');
        }}
      >
        Add exclusion
      </Button>
    </SpaceBetween>
  );
}
