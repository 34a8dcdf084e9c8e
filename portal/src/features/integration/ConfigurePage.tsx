import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { DEFAULT_COVERAGE } from '../../../../shared/domain/integration.ts';
import { LOOKBACK_DAYS } from '../../../../shared/domain/window.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useIntegrationChange } from '../../api/queries.ts';
import { useTell } from '../../app/notices.tsx';
import { Page } from '../../ui/Page.tsx';
import { ConfigureProblem } from './ConfigureProblem.tsx';
import { type CoverageSettings, CoverageSwitches } from './CoverageSwitches.tsx';
import { Estimate } from './Estimate.tsx';
import { KeyField } from './KeyField.tsx';
import { KeySteps } from './KeySteps.tsx';

const CARD = '/integrations/claude-enterprise';

export default function ConfigurePage() {
  const [, navigate] = useLocation();
  const tell = useTell();
  const { configure, estimate } = useIntegrationChange();
  const [apiKey, setApiKey] = useState('');
  const [lookback, setLookback] = useState(String(LOOKBACK_DAYS.default));
  const [share, setShare] = useState('80');
  const [coverage, setCoverage] = useState<CoverageSettings>(DEFAULT_COVERAGE);
  const [complete, setComplete] = useState(true);

  const lookbackProblem = problemOfNumber(lookback, LOOKBACK_DAYS.min, LOOKBACK_DAYS.max);
  const shareProblem = problemOfNumber(share, 1, 100);

  const configuration = {
    apiKey,
    lookbackDays: Number(lookback),
    requestShare: Number(share) / 100,
    coverage,
  };
  const isComplete = apiKey.trim() !== '' && !lookbackProblem && !shareProblem;

  const save = (event: FormEvent) => {
    event.preventDefault();
    setComplete(isComplete);
    if (!isComplete) return;
    configure.mutate(configuration, {
      onSuccess: () => {
        tell({ type: 'success', text: 'Claude Enterprise is connected. Scan Now starts the first scan.' });
        navigate(CARD);
      },
      onError: (error) => {
        // A key that was refused is of no more use; after an outage the same one can be tried again.
        if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) setApiKey('');
      },
    });
  };

  return (
    <Page title="Configure Integration" description="Connects this portal to your organization at Anthropic.">
      <Grid gridDefinition={[{ colspan: { default: 12, s: 7 } }, { colspan: { default: 12, s: 5 } }]}>
        <form onSubmit={save} autoComplete="off" noValidate>
          <Form
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button formAction="none" variant="link" onClick={() => navigate(CARD)}>
                  Cancel
                </Button>
                <Button variant="primary" loading={configure.isPending} loadingText="Checking the key">
                  Save
                </Button>
              </SpaceBetween>
            }
          >
            <SpaceBetween size="m">
              {configure.error && !configure.isPending && <ConfigureProblem error={configure.error} />}
              <Container header={<Header variant="h2">Key</Header>}>
                <KeyField
                  value={apiKey}
                  onChange={setApiKey}
                  disabled={configure.isPending}
                  missing={!complete && apiKey.trim() === ''}
                />
              </Container>
              <ExpandableSection variant="container" headerText="What to scan">
                <SpaceBetween size="m">
                  <FormField
                    label="First scan looks back, in days"
                    description="How much of the past the first scan reads. More takes longer."
                    constraintText={`${LOOKBACK_DAYS.min} to ${LOOKBACK_DAYS.max}`}
                    errorText={lookbackProblem}
                  >
                    <Input
                      type="number"
                      inputMode="numeric"
                      value={lookback}
                      onChange={({ detail }) => setLookback(detail.value)}
                    />
                  </FormField>
                  <FormField
                    label="Share of the rate limit, in %"
                    description="How much of your organization's calls per minute scans may use. The rest is left to your other tools."
                    constraintText="1 to 100"
                    errorText={shareProblem}
                  >
                    <Input
                      type="number"
                      inputMode="numeric"
                      value={share}
                      onChange={({ detail }) => setShare(detail.value)}
                    />
                  </FormField>
                  <CoverageSwitches value={coverage} disabled={configure.isPending} onChange={setCoverage} />
                  <Estimate
                    estimate={estimate}
                    disabled={!isComplete || configure.isPending}
                    onAsk={() => estimate.mutate(configuration)}
                  />
                </SpaceBetween>
              </ExpandableSection>
            </SpaceBetween>
          </Form>
        </form>
        <Container header={<Header variant="h2">How to create the key</Header>}>
          <KeySteps />
        </Container>
      </Grid>
    </Page>
  );
}

function problemOfNumber(text: string, min: number, max: number): string | null {
  const value = Number(text);
  return Number.isInteger(value) && value >= min && value <= max
    ? null
    : `A whole number from ${min} to ${max}.`;
}
