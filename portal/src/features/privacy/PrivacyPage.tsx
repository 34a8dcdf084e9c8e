import { Details } from '../../ui/Details.tsx';
import { Page } from '../../ui/Page.tsx';
import { ErasePerson } from './ErasePerson.tsx';
import { Erasures } from './Erasures.tsx';
import { NoticeTopics } from './NoticeTopics.tsx';
import { useNoticeTopics, useRetention } from './queries.ts';
import { Retention } from './Retention.tsx';

export default function PrivacyPage() {
  const retention = useRetention();
  const notices = useNoticeTopics();
  return (
    <Details answer={retention} what="settings">
      {(inForce) => (
        <Page
          title="Privacy and notices"
          description="How long things are kept, who is erased, and who is told at once."
        >
          <Retention key={inForce.savedAt} inForce={inForce} />
          <Details answer={notices} what="notices">
            {(settings) => <NoticeTopics key={settings.savedAt} settings={settings} />}
          </Details>
          <ErasePerson />
          <Erasures />
        </Page>
      )}
    </Details>
  );
}
