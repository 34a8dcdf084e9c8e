import type { NAMED_AGENT_TYPES } from '../../../shared/domain/agent-type.ts';
import { PIPELINE_REASONS } from '../../../shared/domain/item.ts';
import { REASONS } from '../../../shared/inspection/reason.ts';
import type { EventAnswer, IntegrationCard, ScanAnswer } from '../api/types.ts';

// The words that people read for what the API calls by codes.

export const INTEGRATION_STATUS: Readonly<Record<IntegrationCard['status'], string>> = {
  not_configured: 'Not configured',
  active: 'Active',
  invalid_api_key: 'Invalid API Key',
};

export const TRIGGER: Readonly<Record<ScanAnswer['trigger'], string>> = {
  manual: 'Scan Now',
  scheduled: 'Periodic',
};

export const FREQUENCY: Readonly<Record<IntegrationCard['schedule']['frequency'], string>> = {
  off: 'Off',
  daily: 'Daily',
  weekly: 'Weekly',
};

export const CONTENT: Readonly<Record<IntegrationCard['coverageStatement'][number]['kind'], string>> = {
  activity: 'Activity',
  uploaded_files: 'Uploaded files',
  conversations: 'Conversations',
  generated_files: 'Generated files',
  artifacts: 'Artifacts',
  project_files: 'Project files',
  project_documents: 'Project documents',
  project_instructions: 'Project descriptions and instructions',
  local_sessions: 'Sessions on people’s machines',
  remote_sessions: 'Sessions in the cloud',
};

export const COVERAGE_STATUS: Readonly<
  Record<IntegrationCard['coverageStatement'][number]['status'], string>
> = { covered: 'Covered', off: 'Off', not_available: 'Not available' };

/** Types of agents that can be chosen from. */
export const AGENT_TYPE = {
  browser: 'Browser',
  desktop: 'Desktop',
  mobile: 'Mobile',
  cowork: 'Cowork',
  claude_code: 'Claude Code',
  office: 'Microsoft 365',
  chrome: 'Chrome',
  science: 'Science',
} as const satisfies Readonly<Record<(typeof NAMED_AGENT_TYPES)[number], string>>;

/** Products that this version does not know are shown with their own name. */
export const agentTypeText = (type: string): string =>
  Object.hasOwn(AGENT_TYPE, type)
    ? AGENT_TYPE[type as keyof typeof AGENT_TYPE]
    : type.replace(/^session_/, '').replaceAll('_', ' ');

export const EVENT_TYPE: Readonly<Record<EventAnswer['eventType'], string>> = {
  prompt: 'Prompt',
  response: 'Response',
  file_upload: 'File upload',
  project_file: 'Project file',
  file_generated: 'Generated file',
  artifact: 'Artifact',
  project_document: 'Project document',
  project_instructions: 'Project instructions',
};

export const ITEM_STATUS: Readonly<Record<EventAnswer['inspection']['status'], string>> = {
  clean: 'Clean',
  flagged: 'Flagged',
  skipped: 'Skipped',
  failed: 'Failed',
};

export const RISK: Readonly<Record<NonNullable<EventAnswer['risk']>, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

export const EVENT_STATE: Readonly<Record<EventAnswer['state'], string>> = {
  new: 'New',
  in_progress: 'In progress',
  resolved: 'Resolved',
  suppressed: 'Suppressed',
};

const reasons: Readonly<Record<string, string>> = { ...PIPELINE_REASONS, ...REASONS };

/** Why an item was skipped or failed; a code that nobody has given words to as it is. */
export const reasonText = (code: string): string => reasons[code] ?? code.replaceAll('_', ' ');
