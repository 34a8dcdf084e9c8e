import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { AFTERWARDS, type Afterwards } from '../../../../shared/domain/purge.ts';
import { problemOf } from '../../api/client.ts';
import { useTell } from '../../app/notices.tsx';
import { usePurgePerson } from './queries.ts';
import { AFTERWARDS_WORDS } from './words.ts';

/** Removes every trace of a person. The user id comes from the address where an agent's page leads here. */
export function ErasePerson() {
  const purge = usePurgePerson();
  const tell = useTell();
  const [parameters] = useSearchParams();
  const [userId, setUserId] = useState(parameters.get('person') ?? '');
  const [afterwards, setAfterwards] = useState<Afterwards>('new_activity');
  const [sure, setSure] = useState(false);
  const begin = () =>
    purge.mutate(
      { userId: userId.trim(), afterwards },
      {
        onSuccess: () => {
          setUserId('');
          setSure(false);
          tell({
            type: 'success',
            text: 'The person is being erased. The certificate below is written in some minutes.',
          });
        },
        onError: (error) => tell({ type: 'error', text: `Nothing was erased: ${problemOf(error).message}` }),
      },
    );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Removes agents, events, chats and every mention of somebody, and writes a certificate. At Anthropic nothing is removed."
        >
          Erase a person
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField
          label="User ID"
          description="Anthropic's, as the details of an agent show it. It is kept nowhere afterwards."
        >
          <Input
            value={userId}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setUserId(detail.value)}
          />
        </FormField>
        <FormField label="What later scans record of the person">
          <RadioGroup
            value={afterwards}
            items={AFTERWARDS.map((value) => ({ value, label: AFTERWARDS_WORDS[value] }))}
            onChange={({ detail }) =>
              setAfterwards(AFTERWARDS.find((each) => each === detail.value) ?? 'new_activity')
            }
          />
        </FormField>
        <Checkbox checked={sure} onChange={({ detail }) => setSure(detail.checked)}>
          I know that this cannot be undone
        </Checkbox>
        <Button disabled={userId.trim() === '' || !sure} loading={purge.isPending} onClick={begin}>
          Erase person
        </Button>
      </SpaceBetween>
    </Container>
  );
}
