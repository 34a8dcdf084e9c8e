import { describe, expect, test } from 'vitest';
import {
  CONTENT_KINDS,
  type ContentKind,
  type ContentReads,
  contentKindOf,
  coverageStatement,
  readsAfter,
} from '../../../shared/domain/content.ts';
import { type Coverage, NOTHING_COVERED } from '../../../shared/domain/integration.ts';
import { ITEM_KINDS } from '../../../shared/domain/item.ts';
import type { PhaseEvidence } from '../../../shared/domain/scan.ts';

const EVERYTHING: Coverage = { files: true, text: true, projects: true, sessions: true };
const BEFORE = '2026-10-01T00:00:00.000Z';
const NOW = '2026-10-02T00:00:00.000Z';

const evidence = (phase: PhaseEvidence['phase'], over: Partial<PhaseEvidence> = {}): PhaseEvidence => ({
  phase,
  from: null,
  to: null,
  pages: 1,
  items: 1,
  firstId: null,
  lastId: null,
  requestId: null,
  gaps: [],
  missingFrom: null,
  ...over,
});

const statusOf = (coverage: Coverage, reads: ContentReads = {}) =>
  Object.fromEntries(coverageStatement(coverage, reads).map(({ kind, status }) => [kind, status]));

const kindsUpTo = (reads: ContentReads, to: string) =>
  CONTENT_KINDS.filter((kind) => reads[kind]?.completeUpTo === to);

describe('the coverage statement', () => {
  test('has a row for every kind of content, and each item counts to one', () => {
    expect(coverageStatement(EVERYTHING, {}).map(({ kind }) => kind)).toEqual(CONTENT_KINDS);
    const kinds = ITEM_KINDS.flatMap((kind) =>
      kind === 'session'
        ? [contentKindOf({ kind, id: 'clls_1' }), contentKindOf({ kind, id: 'cse_1' })]
        : [contentKindOf({ kind, id: 'x' })],
    );
    expect(new Set(kinds)).toEqual(new Set(CONTENT_KINDS.filter((kind) => kind !== 'activity')));
  });

  test('says of what is switched off that it is off and why, and activity is always read', () => {
    expect(Object.values(statusOf(NOTHING_COVERED)).filter((status) => status !== 'off')).toEqual([
      'covered',
    ]);
    const rows = coverageStatement({ ...EVERYTHING, text: false, sessions: false }, {});
    expect(rows.filter(({ status }) => status === 'off').map(({ kind, reason }) => [kind, reason])).toEqual([
      ['conversations', 'Conversations are switched off'],
      ['generated_files', 'Conversations are switched off'],
      ['artifacts', 'Conversations are switched off'],
      ['local_sessions', 'Sessions are switched off'],
      ['remote_sessions', 'Sessions are switched off'],
    ]);
  });

  test('tells what the provider does not have from what is off, and keeps the last complete read of both', () => {
    const read = { completeUpTo: BEFORE, unavailable: 'Anthropic has none here' };
    const reads = { local_sessions: read, remote_sessions: { ...read, unavailable: null } };

    expect(coverageStatement(EVERYTHING, reads).slice(-2)).toEqual([
      {
        kind: 'local_sessions',
        status: 'not_available',
        reason: 'Anthropic has none here',
        lastCompleteRead: BEFORE,
      },
      { kind: 'remote_sessions', status: 'covered', reason: null, lastCompleteRead: BEFORE },
    ]);
    expect(coverageStatement(NOTHING_COVERED, reads).at(-2)).toMatchObject({
      status: 'off',
      lastCompleteRead: BEFORE,
    });
  });
});

describe('what a scan has read completely', () => {
  const readBy = (given: {
    coverage?: Coverage;
    evidence?: PhaseEvidence[];
    left?: ContentKind[];
    before?: ContentReads;
  }) =>
    readsAfter(given.before ?? {}, {
      coverage: given.coverage ?? EVERYTHING,
      evidence: given.evidence ?? [evidence('activities'), evidence('chats')],
      left: new Set(given.left),
      to: NOW,
    });
  const OF_CHATS = ['conversations', 'generated_files', 'artifacts'];
  const OF_ACTIVITIES = ['activity', 'uploaded_files', 'project_files', 'project_documents'];

  test('is what its phases found without a gap', () => {
    expect(kindsUpTo(readBy({}), NOW)).toEqual(
      CONTENT_KINDS.filter((kind) => [...OF_ACTIVITIES, ...OF_CHATS].includes(kind)),
    );
    const gapInDays = [evidence('activities', { missingFrom: '2026-09-30' }), evidence('chats')];
    expect(kindsUpTo(readBy({ evidence: gapInDays }), NOW)).toEqual(OF_CHATS);
    const gapInChats = [evidence('activities'), evidence('chats', { missingFrom: BEFORE })];
    expect(new Set(kindsUpTo(readBy({ evidence: gapInChats }), NOW))).toEqual(new Set(OF_ACTIVITIES));
  });

  test('is not a kind of which items are left, nor what is made in conversations that are left', () => {
    expect(kindsUpTo(readBy({ left: ['uploaded_files'] }), NOW)).not.toContain('uploaded_files');
    expect(kindsUpTo(readBy({ left: ['conversations'] }), NOW)).toEqual(
      CONTENT_KINDS.filter((kind) => OF_ACTIVITIES.includes(kind)),
    );
    expect(kindsUpTo(readBy({ left: ['artifacts'] }), NOW)).toContain('conversations');
  });

  test('stays as it was where this scan has a gap, or was not to look', () => {
    const before = { uploaded_files: { completeUpTo: BEFORE, unavailable: null } };
    expect(readBy({ before, left: ['uploaded_files'] }).uploaded_files?.completeUpTo).toBe(BEFORE);
    expect(readBy({ before, coverage: NOTHING_COVERED })).toEqual({
      activity: { completeUpTo: NOW, unavailable: null },
      ...before,
    });
  });
});
