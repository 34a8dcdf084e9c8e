import type { NoticeKind } from '../../../../shared/domain/notice.ts';
import type { Afterwards, PurgedKind } from '../../../../shared/domain/purge.ts';
import type { PurgeAnswer } from '../../api/types.ts';

export const NOTICE: Readonly<Record<NoticeKind, string>> = {
  key_rejected: 'The key is rejected',
  scan_failed: 'A scan fails',
  scan_stale: 'No scan for too long',
  high_risk_finding: 'Findings of high or critical risk',
};

export const AFTERWARDS_WORDS: Readonly<Record<Afterwards, string>> = {
  new_activity: 'Only what is newer than now',
  nothing: 'Nothing, ever',
};

export const PURGE_STATUS: Readonly<Record<PurgeAnswer['status'], string>> = {
  running: 'Erasing…',
  completed: 'Completed',
};

export const PURGED: Readonly<Record<PurgedKind, string>> = {
  agents: 'agents',
  people: 'directory entries',
  chats: 'chats',
  events: 'events',
  rememberedItems: 'remembered items',
  retries: 'items to try again',
  scanItems: 'items of scans',
  scans: 'scans',
  auditMentions: 'mentions in the audit',
  stagedObjects: 'copies that wait for inspection',
  exports: 'exports',
  archivedFacts: 'archived facts',
  others: 'others',
};
