import type { Phase } from '../domain/scan.ts';
import type { ScanAnswer } from './scan.ts';

// The words that people read for codes of a scan, in the portal and on the command line.

export const SCAN_STATUS: Readonly<Record<ScanAnswer['status'], string>> = {
  scanning: 'Scanning…',
  completed: 'Completed',
  completed_with_gaps: 'Completed with gaps',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const PHASE: Readonly<Record<Phase, string>> = {
  directory: 'Reading organizations and users',
  activities: 'Reading activities',
  chats: 'Reading which chats have changed',
  items: 'Fetching files',
  transcripts: 'Reading conversations',
  made: 'Fetching generated files and artifacts',
  projects: 'Reading which projects have changed',
  local_sessions: 'Reading which sessions on people’s machines have changed',
  remote_sessions: 'Reading which sessions in the cloud have changed',
  sessions: 'Reading sessions',
  instructions: 'Fetching descriptions and instructions of projects',
  inspection: 'Inspecting content',
  close: 'Checking that nothing is missing',
};
