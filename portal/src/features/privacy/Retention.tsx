import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { RETENTION_BOUNDS } from '../../../../shared/domain/retention.ts';
import { problemOf } from '../../api/client.ts';
import type { RetentionAnswer } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { Time } from '../../ui/Time.tsx';
import { useSaveRetention } from './queries.ts';

const FIELDS = [
  { name: 'eventDays', label: 'Events, days', description: 'From when an event was last changed.' },
  {
    name: 'auditDays',
    label: 'Audit, days',
    description: 'From when an entry was written. Empty: for good.',
  },
  { name: 'usageDays', label: 'Days of use', description: 'That agents keep, today included.' },
] as const;

/** How long a tenant keeps what scans and people write. */
export function Retention({ inForce }: { inForce: RetentionAnswer }) {
  const save = useSaveRetention();
  const tell = useTell();
  const [texts, setTexts] = useState({
    eventDays: String(inForce.eventDays),
    auditDays: inForce.auditDays === null ? '' : String(inForce.auditDays),
    usageDays: String(inForce.usageDays),
  });
  const isWrong = FIELDS.some(({ name }) => problemOfDays(name, texts[name]) !== null);
  const changed = FIELDS.some(({ name }) => texts[name] !== String(inForce[name] ?? ''));
  const confirm = () =>
    save.mutate(
      {
        eventDays: Number(texts.eventDays),
        auditDays: texts.auditDays === '' ? null : Number(texts.auditDays),
        usageDays: Number(texts.usageDays),
      },
      {
        onSuccess: () =>
          tell({
            type: 'success',
            text: 'The retention is saved. What is older is removed in a few minutes.',
          }),
        onError: (error) => tell({ type: 'error', text: `Not saved: ${problemOf(error).message}` }),
      },
    );
  return (
    <Container
      header={
        <Header variant="h2" description="What is older is removed, also what is there already.">
          Retention
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ColumnLayout columns={3}>
          {FIELDS.map(({ name, label, description }) => (
            <FormField
              key={name}
              label={label}
              description={description}
              constraintText={`${numberText(RETENTION_BOUNDS[name].min)} to ${numberText(RETENTION_BOUNDS[name].max)}`}
              errorText={problemOfDays(name, texts[name])}
            >
              <Input
                type="number"
                inputMode="numeric"
                value={texts[name]}
                onChange={({ detail }) => setTexts({ ...texts, [name]: detail.value })}
              />
            </FormField>
          ))}
        </ColumnLayout>
        <Button disabled={isWrong || !changed} loading={save.isPending} onClick={confirm}>
          Save retention
        </Button>
        {inForce.savedAt && (
          <Box variant="small">
            Last changed <Time at={inForce.savedAt} /> by <OutsideText>{inForce.savedBy ?? '–'}</OutsideText>.
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

function problemOfDays(name: (typeof FIELDS)[number]['name'], text: string): string | null {
  if (name === 'auditDays' && text === '') return null;
  const { min, max } = RETENTION_BOUNDS[name];
  const value = Number(text);
  return text !== '' && Number.isInteger(value) && value >= min && value <= max
    ? null
    : `A whole number from ${numberText(min)} to ${numberText(max)}.`;
}
