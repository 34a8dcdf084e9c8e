import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { IntegrationCard } from '../../api/types.ts';

export type CoverageSettings = IntegrationCard['coverage'];

/** What can be switched, in the order of its worth. */
const SWITCHES = {
  files: {
    label: 'Inspect files',
    description:
      'Files that people upload to chats and projects, and what Claude makes in conversations, are fetched, inspected for sensitive data and deleted again.',
  },
  text: {
    label: 'Inspect conversations',
    description:
      'Prompts and responses are read and inspected, and the messages that people write are counted. Their text is not kept.',
  },
  projects: {
    label: 'Inspect projects',
    description: 'Text documents, descriptions and instructions of projects are inspected, too.',
  },
  sessions: {
    label: 'Inspect sessions',
    description:
      'Sessions of Cowork, Claude Code, Claude for Microsoft 365 and other products are read and inspected; each product shows as an agent.',
  },
} as const satisfies Record<keyof CoverageSettings, { label: string; description: string }>;

interface CoverageSwitchesProps {
  readonly value: CoverageSettings;
  readonly disabled: boolean;
  readonly onChange: (value: CoverageSettings) => void;
}

/** A switch for everything that scans may inspect. */
export const CoverageSwitches = ({ value, disabled, onChange }: CoverageSwitchesProps) => (
  <SpaceBetween size="s">
    {(Object.keys(SWITCHES) as (keyof typeof SWITCHES)[]).map((name) => (
      <Toggle
        key={name}
        checked={value[name]}
        disabled={disabled}
        description={SWITCHES[name].description}
        onChange={({ detail }) => onChange({ ...value, [name]: detail.checked })}
      >
        {SWITCHES[name].label}
      </Toggle>
    ))}
  </SpaceBetween>
);
