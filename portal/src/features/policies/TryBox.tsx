import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { TryAnswer } from '../../api/types.ts';
import { RiskBadge } from '../../ui/Badges.tsx';
import { numberText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { reasonText } from '../../ui/words.ts';
import { type Draft, useTryPolicy } from './usePolicies.ts';

const MAX_BYTES = 16 * 1_024;

/** What the policy, with the changes that are not saved yet, finds in a text. */
export function TryBox({ draft }: { draft: Draft }) {
  const attempt = useTryPolicy();
  const [text, setText] = useState('');
  const isTooLong = new TextEncoder().encode(text).length > MAX_BYTES;
  return (
    <Container
      header={
        <Header variant="h2" description="The text is inspected and forgotten: nothing of it is kept.">
          Try a text
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField
          label="Text"
          description={
            draft.changed
              ? 'Tried with the changes that are not saved yet.'
              : 'Tried with the policy in force.'
          }
          errorText={isTooLong ? 'At most 16 KB.' : null}
        >
          <Textarea
            value={text}
            rows={4}
            spellcheck={false}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        <Button
          disabled={text.trim() === '' || isTooLong}
          loading={attempt.isPending}
          onClick={() => attempt.mutate({ text, ...(draft.changed && { policy: draft.policy }) })}
        >
          Try
        </Button>
        <div aria-live="polite">
          {attempt.error && <ProblemAlert error={attempt.error} />}
          {attempt.data && <Result answer={attempt.data} />}
        </div>
      </SpaceBetween>
    </Container>
  );
}

function Result({ answer }: { answer: TryAnswer }) {
  if (answer.findings.length === 0) {
    return (
      <Alert type="success" statusIconAriaLabel="Success">
        Nothing sensitive was found.
      </Alert>
    );
  }
  return (
    <SpaceBetween size="s">
      <Box>
        Risk of the whole: <RiskBadge risk={answer.risk} />
      </Box>
      <Table
        variant="borderless"
        wrapLines
        items={answer.findings}
        trackBy="dataType"
        ariaLabels={{ tableLabel: 'What was found in the text' }}
        columnDefinitions={[
          {
            id: 'name',
            header: 'Data type',
            isRowHeader: true,
            minWidth: 150,
            cell: ({ name }) => <OutsideText>{name}</OutsideText>,
          },
          { id: 'count', header: 'Count', cell: ({ count }) => numberText(count) },
          { id: 'risk', header: 'Risk', cell: ({ risk }) => <RiskBadge risk={risk} /> },
          { id: 'confidence', header: 'Confidence', cell: ({ confidence }) => confidence },
          {
            id: 'samples',
            header: 'Masked samples',
            minWidth: 180,
            cell: ({ samples }) => (
              <Box variant="code">
                <OutsideText>{samples.join(', ')}</OutsideText>
              </Box>
            ),
          },
        ]}
      />
      {answer.partial.map((reason) => (
        <Alert key={reason} type="warning" statusIconAriaLabel="Warning">
          A part was not read: {reasonText(reason)}
        </Alert>
      ))}
    </SpaceBetween>
  );
}
