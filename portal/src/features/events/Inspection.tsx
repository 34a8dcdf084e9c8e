import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { EventAnswer } from '../../api/types.ts';
import { ItemStatus } from '../../ui/Badges.tsx';
import { sizeText } from '../../ui/numbers.ts';
import { OutsideText } from '../../ui/OutsideText.tsx';
import { reasonText } from '../../ui/words.ts';

export function Inspection({ event }: { event: EventAnswer }) {
  const { item, inspection } = event;
  return (
    <Container header={<Header variant="h2">Item and inspection</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Name', value: <OutsideText>{item.name}</OutsideText> },
          { label: 'Format', value: item.format ?? '–' },
          { label: 'Declared type', value: item.mimeType ? <OutsideText>{item.mimeType}</OutsideText> : '–' },
          { label: 'Size', value: sizeText(item.sizeBytes) },
          {
            label: 'Result',
            value: (
              <>
                <ItemStatus status={inspection.status} />
                {inspection.reason && <Box variant="small">{reasonText(inspection.reason)}</Box>}
                {inspection.partial.map((reason) => (
                  <Box key={reason} variant="small" display="block">
                    In part: {reasonText(reason)}
                  </Box>
                ))}
              </>
            ),
          },
          { label: 'Engine', value: `${inspection.engine} ${inspection.engineVersion}` },
          { label: 'Policy', value: inspection.policyVersion },
          { label: 'Item ID', value: <OutsideText>{item.id}</OutsideText> },
          {
            label: 'SHA-256',
            value: <OutsideText>{item.sha256 ?? '–'}</OutsideText>,
          },
        ]}
      />
    </Container>
  );
}
