import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { useIntegrationChange } from '../../api/queries.ts';
import { counted, numberText } from '../../ui/numbers.ts';
import { durationText } from '../../ui/Time.tsx';
import { ConfigureProblem } from './ConfigureProblem.tsx';

export interface EstimateProps {
  readonly estimate: ReturnType<typeof useIntegrationChange>['estimate'];
  readonly disabled: boolean;
  readonly onAsk: () => void;
}

/** How long the first scan would take. It needs the key, so that Anthropic can be asked. */
export function Estimate({ estimate: { data, error, isPending }, disabled, onAsk }: EstimateProps) {
  return (
    <SpaceBetween size="s">
      <Button
        formAction="none"
        disabled={disabled}
        disabledReason="Paste the key first: Anthropic is asked with it."
        loading={isPending}
        onClick={onAsk}
      >
        Estimate the first scan
      </Button>
      <div aria-live="polite">
        {error && !isPending && <ConfigureProblem error={error} />}
        {data && !isPending && (
          <Box>
            About {durationText(data.minutes * 60_000)}, with {counted(data.totalCalls, 'call')} to Anthropic
            for {counted(data.days, 'day')}: {numberText(data.calls.activities)} for activities,{' '}
            {numberText(data.calls.files + data.calls.made)} for files, {numberText(data.calls.transcripts)}{' '}
            for conversations, {numberText(data.calls.projects)} for projects,{' '}
            {numberText(data.calls.sessions)} for sessions,{' '}
            {numberText(data.calls.chats + data.calls.directory)} for lists. Estimated from{' '}
            {counted(data.sampledDays, 'day')}; nothing was stored.
          </Box>
        )}
      </div>
    </SpaceBetween>
  );
}
