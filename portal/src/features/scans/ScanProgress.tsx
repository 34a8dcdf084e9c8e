import ProgressBar from '@cloudscape-design/components/progress-bar';
import { PHASE } from '../../../../shared/api/words.ts';
import type { ScanAnswer } from '../../api/types.ts';
import { counted, numberText } from '../../ui/numbers.ts';
import { durationText } from '../../ui/Time.tsx';

/** How far a running scan is. */
export function ScanProgress({ scan }: { scan: ScanAnswer }) {
  const { phase, progress, counts } = scan;
  const { clean, flagged, skipped, failed, listed } = counts.items;
  const inspected = clean + flagged + skipped + failed;
  const eta =
    progress.etaSeconds === null ? '' : `, about ${durationText(progress.etaSeconds * 1_000)} to go`;
  return (
    <ProgressBar
      value={progress.percent}
      label={PHASE[phase]}
      description={`${counted(counts.activities, 'activity', 'activities')} read, ${counted(counts.agents, 'agent')} seen`}
      additionalInfo={
        listed === 0
          ? undefined
          : `${numberText(inspected)} of ${counted(listed, 'item')} inspected, ${numberText(flagged)} flagged${eta}`
      }
    />
  );
}
