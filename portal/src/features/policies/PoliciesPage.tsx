import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'wouter';
import type { PolicyAnswer } from '../../api/types.ts';
import { useUser } from '../../sign-in/SessionContext.ts';
import { Details } from '../../ui/Details.tsx';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { Page } from '../../ui/Page.tsx';
import { Time } from '../../ui/Time.tsx';
import { DataTypes } from './DataTypes.tsx';
import { Dictionaries } from './Dictionaries.tsx';
import { ExactDataLists } from './ExactDataLists.tsx';
import { Exclusions } from './Exclusions.tsx';
import { Labels } from './Labels.tsx';
import { Patterns } from './Patterns.tsx';
import { SaveBar } from './SaveBar.tsx';
import { TryBox } from './TryBox.tsx';
import { useDraft, usePolicies } from './usePolicies.ts';

export default function PoliciesPage() {
  const answer = usePolicies();
  return (
    <Details answer={answer} what="policy">
      {(found) => <Policies answer={found} />}
    </Details>
  );
}

function Policies({ answer }: { answer: PolicyAnswer }) {
  const { mayAdminister } = useUser();
  const draft = useDraft(answer);
  const [parameters, setParameters] = useSearchParams();
  const props = { answer, draft, mayEdit: mayAdminister };
  const tabs = [
    { id: 'types', label: 'Data types', content: <DataTypes {...props} /> },
    { id: 'dictionaries', label: 'Dictionaries', content: <Dictionaries {...props} /> },
    { id: 'patterns', label: 'Patterns', content: <Patterns {...props} /> },
    { id: 'records', label: 'Exact data', content: <ExactDataLists {...props} /> },
    { id: 'exclusions', label: 'Exclusions', content: <Exclusions {...props} /> },
    { id: 'labels', label: 'Document labels', content: <Labels {...props} /> },
  ];
  return (
    <Page title="Policies" description={<InForce answer={answer} />}>
      {draft.changed && <SaveBar version={answer.version} draft={draft} />}
      <Tabs
        variant="container"
        ariaLabel="Parts of the policy"
        tabs={tabs}
        activeTabId={tabs.find(({ id }) => id === parameters.get('tab'))?.id ?? 'types'}
        onChange={({ detail }) => setParameters({ tab: detail.activeTabId }, { replace: true })}
      />
      <TryBox draft={draft} />
    </Page>
  );
}

function InForce({ answer: { savedAt, savedBy } }: { answer: PolicyAnswer }) {
  if (!savedAt) return 'What scans look for, and how much it matters. Nothing was changed yet.';
  return (
    <>
      What scans look for, and how much it matters. Last changed <Time at={savedAt} />
      {savedBy && (
        <>
          {' '}
          by <OutsideText>{savedBy}</OutsideText>
        </>
      )}
      .
    </>
  );
}
