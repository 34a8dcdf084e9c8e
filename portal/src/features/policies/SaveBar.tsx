import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { isProblem } from '../../api/problem.ts';
import { useTell } from '../../app/notices.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { type Draft, usePolicies, useSavePolicy } from './usePolicies.ts';

/** Puts the changes into force, or forgets them. */
export function SaveBar({ version, draft }: { version: string; draft: Draft }) {
  const tell = useTell();
  const save = useSavePolicy();
  const { refetch } = usePolicies();
  const [reinspect, setReinspect] = useState(false);
  const isOutdated = isProblem(save.error, 'POLICY_CHANGED');
  const discard = () => {
    draft.discard();
    void refetch();
  };
  return (
    <SpaceBetween size="s">
      {save.error && <ProblemAlert error={save.error} />}
      <Alert
        type="info"
        statusIconAriaLabel="Info"
        header="Changes are not saved yet"
        action={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={discard}>{isOutdated ? 'Discard and read again' : 'Discard'}</Button>
            <Button
              variant="primary"
              loading={save.isPending}
              disabled={isOutdated}
              onClick={() =>
                save.mutate(
                  { version, policy: draft.policy, reinspect },
                  {
                    onSuccess: () => {
                      draft.discard();
                      tell({ type: 'success', text: 'The policy is in force from the next scan on.' });
                    },
                  },
                )
              }
            >
              Save
            </Button>
          </SpaceBetween>
        }
      >
        <Checkbox checked={reinspect} onChange={({ detail }) => setReinspect(detail.checked)}>
          Look again at the files of the last 30 days with the next scan
        </Checkbox>
      </Alert>
    </SpaceBetween>
  );
}
