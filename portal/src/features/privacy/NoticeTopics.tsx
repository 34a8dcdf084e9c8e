import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { NOTICES } from '../../../../shared/domain/notice.ts';
import type { NoticesAnswer } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useSaveNoticeTopics } from './queries.ts';
import { NOTICE } from './words.ts';

type Target = NoticesAnswer['targets'][number];

const OPTIONS = NOTICES.map((value) => ({ value, label: NOTICE[value] }));
/** More are refused by the API. */
const MAX_TOPICS = 5;

/** Which SNS topics of the tenant are told of what. */
export function NoticeTopics({ settings }: { settings: NoticesAnswer }) {
  const save = useSaveNoticeTopics();
  const tell = useTell();
  const [targets, setTargets] = useState<readonly Target[]>(settings.targets);
  const change = (index: number, changes: Partial<Target>) =>
    setTargets(targets.map((target, at) => (at === index ? { ...target, ...changes } : target)));
  const isComplete = targets.every(({ topicArn, notices }) => topicArn.trim() !== '' && notices.length > 0);
  const changed = JSON.stringify(targets) !== JSON.stringify(settings.targets);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Sent to SNS topics of yours as soon as something happens: identifiers and counts, no names and no content."
        >
          Notices
        </Header>
      }
    >
      <SpaceBetween size="m">
        {save.error && <ProblemAlert error={save.error} />}
        <Box>
          Topics are called{' '}
          <Box variant="code">
            <span className="outside-text">{settings.topicName}</span>
          </Box>
          , in an account and a region of your choice.
        </Box>
        {targets.map((target, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity until they are saved
          <SpaceBetween key={index} size="s">
            <FormField label={`Topic ${index + 1}`} description="Its ARN.">
              <Input
                value={target.topicArn}
                spellcheck={false}
                onChange={({ detail }) => change(index, { topicArn: detail.value.trim() })}
              />
            </FormField>
            <FormField label={`Topic ${index + 1} is told when`}>
              <Multiselect
                selectedOptions={OPTIONS.filter(({ value }) => target.notices.includes(value))}
                options={OPTIONS}
                placeholder="Choose at least one"
                onChange={({ detail }) =>
                  change(index, {
                    notices: NOTICES.filter((notice) =>
                      detail.selectedOptions.some(({ value }) => value === notice),
                    ),
                  })
                }
              />
            </FormField>
            <Button
              variant="inline-link"
              ariaLabel={`Remove topic ${index + 1}`}
              onClick={() => setTargets(targets.toSpliced(index, 1))}
            >
              Remove
            </Button>
          </SpaceBetween>
        ))}
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            disabled={targets.length >= MAX_TOPICS}
            onClick={() => setTargets([...targets, { topicArn: '', notices: [...NOTICES] }])}
          >
            Add topic
          </Button>
          <Button
            disabled={!isComplete || !changed}
            loading={save.isPending}
            onClick={() =>
              save.mutate([...targets], {
                onSuccess: () => tell({ type: 'success', text: 'The notices are saved.' }),
              })
            }
          >
            Save notices
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}
