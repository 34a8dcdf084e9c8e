import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { RISKS } from '../../../../shared/domain/agent.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { RISK } from '../../ui/words.ts';
import type { PartProps } from './part.ts';

type LabelRule = PartProps['draft']['policy']['labels'][number];

/** What the sensitivity labels of documents mean. */
export function Labels({ answer, draft, mayEdit }: PartProps) {
  const { policy, change } = draft;
  const { labels } = policy;
  const add = (rule: LabelRule) =>
    change({ ...policy, labels: [...labels.filter(({ label }) => label !== rule.label), rule] });
  return (
    <SpaceBetween size="m">
      <Table
        variant="embedded"
        items={labels}
        trackBy="label"
        ariaLabels={{ tableLabel: 'Document labels' }}
        empty="No labels yet."
        header={
          <Header
            variant="h2"
            counter={`(${labels.length})`}
            description="Sensitivity labels that documents carry, such as Confidential, and the risk that they stand for."
          >
            Document labels
          </Header>
        }
        columnDefinitions={[
          {
            id: 'label',
            header: 'Label',
            isRowHeader: true,
            minWidth: 180,
            cell: ({ label }) => <OutsideText>{label}</OutsideText>,
          },
          { id: 'risk', header: 'Risk', cell: ({ risk }) => <RiskBadge risk={risk} /> },
          ...(mayEdit
            ? [
                {
                  id: 'actions',
                  header: 'Actions',
                  cell: ({ label }: LabelRule) => (
                    <Button
                      variant="inline-link"
                      ariaLabel={`Remove ${label}`}
                      onClick={() =>
                        change({ ...policy, labels: labels.filter((rule) => rule.label !== label) })
                      }
                    >
                      Remove
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayEdit && labels.length < (answer.limits.labels ?? 0) && <AddLabel onAdd={add} />}
    </SpaceBetween>
  );
}

function AddLabel({ onAdd }: { onAdd: (rule: LabelRule) => void }) {
  const [label, setLabel] = useState('');
  const [risk, setRisk] = useState<LabelRule['risk']>('high');
  return (
    <SpaceBetween size="s">
      <FormField label="Label" description="As documents carry it; capital letters do not matter.">
        <Input value={label} onChange={({ detail }) => setLabel(detail.value)} />
      </FormField>
      <FormField label="Risk">
        <Select
          selectedOption={{ value: risk, label: RISK[risk] }}
          options={RISKS.map((value) => ({ value, label: RISK[value] }))}
          onChange={({ detail }) =>
            setRisk(RISKS.find((each) => each === detail.selectedOption.value) ?? 'high')
          }
        />
      </FormField>
      <Button
        disabled={label.trim() === ''}
        onClick={() => {
          onAdd({ label: label.trim(), risk });
          setLabel('');
        }}
      >
        Add label
      </Button>
    </SpaceBetween>
  );
}
