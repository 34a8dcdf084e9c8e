import { useParams } from 'wouter';
import { useScan } from '../../api/queries.ts';
import { Details } from '../../ui/Details.tsx';
import { Page } from '../../ui/Page.tsx';
import { timeText } from '../../ui/Time.tsx';
import { RunningScan } from '../integration/RunningScan.tsx';
import { Completeness } from './Completeness.tsx';
import { Items } from './Items.tsx';
import { Result } from './Result.tsx';

export default function ScanPage() {
  const { id = '' } = useParams();
  const scan = useScan(id);
  return (
    <Details answer={scan} what="scan">
      {(found) => (
        <Page title={`Scan of ${timeText(found.startedAt)}`}>
          {found.status === 'scanning' && <RunningScan scanId={found.scanId} />}
          <Result scan={found} />
          <Items scan={found} />
          {found.completeness && <Completeness record={found.completeness} />}
        </Page>
      )}
    </Details>
  );
}
