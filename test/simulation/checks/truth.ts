import { tables as tableNames } from '../../contract/dynamo-tables.ts';
import { ANDROID_APP, DESKTOP } from '../../support/activities.ts';
import type { Row } from '../aws/expressions.ts';
import type { Customer } from '../provider/provider.ts';
import type { FileKind } from '../provider/world.ts';
import type { Run, States } from '../run.ts';
import { differences } from '../state.ts';

/** How an item of each kind ends once nothing goes wrong any more. */
const ENDS: Readonly<Record<FileKind, string>> = {
  clean: 'clean null',
  flagged: 'flagged null',
  empty: 'clean empty',
  'no-md5': 'clean null',
  gone: 'skipped gone',
  'too-large': 'skipped too_large',
  'never-whole': 'failed corrupt',
  refused: 'failed provider_error',
  poison: 'failed inspection_error',
};

/** Equal, to the last byte but times, to a run in which nothing went wrong; and to what is true. */
export function checkState(run: Run, calm: States): string[] {
  const problems: string[] = [];
  for (const [tenant, customer] of run.customers) {
    const state = run.states.get(tenant) ?? new Map();
    for (const difference of differences(state, calm.get(tenant) ?? new Map())) {
      problems.push(`R2 ${tenant} ${difference}`);
    }
    for (const difference of differences(foundOf(run, customer), truthOf(customer))) {
      problems.push(`R1 ${tenant} ${difference}`);
    }
    for (const difference of differences(run.redriven.get(tenant) ?? new Map(), state)) {
      problems.push(`R2 redrive changes ${tenant} ${difference}`);
    }
  }
  if (run.callsOfRedrive > 0) problems.push(`R2 a redrive leads to ${run.callsOfRedrive} calls`);
  return problems;
}

function truthOf({ world }: Customer): Map<string, string> {
  const truth = new Map<string, string>();
  const days = new Map<string, { chats: number; files: number }>();
  for (const { type, at, actor, subject } of world.activities) {
    if (actor?.type !== 'user_actor') continue;
    const key = `${actor.user_id} ${interfaceOf(actor.user_agent)} ${new Date(at).toISOString().slice(0, 10)}`;
    const day = days.get(key) ?? { chats: 0, files: 0 };
    if (type === 'claude_chat_created') day.chats += 1;
    if (type === 'claude_file_uploaded') day.files += 1;
    if (day.chats + day.files > 0) days.set(key, day);
    const fileId = subject.claude_file_id;
    const file = typeof fileId === 'string' ? world.files.get(fileId) : undefined;
    if (file) truth.set(`item ${fileId}`, ENDS[file.kind]);
  }
  for (const [key, { chats, files }] of days) truth.set(key, `${chats} chats ${files} files`);
  for (const { id } of world.users) truth.set(`user ${id}`, 'listed');
  return truth;
}

function foundOf({ cloud }: Run, { tenant, world }: Customer): Map<string, string> {
  const found = new Map<string, string>();
  const mine = (table: string) => cloud.tables.rows(table).filter(({ pk }) => pk === `T#${tenant}`);
  for (const row of mine(tableNames.agents)) {
    if (!String(row.sk).startsWith('AGENT#')) continue;
    found.set(`user ${row.userId}`, 'listed');
    for (const [day, use] of Object.entries(row.days as Record<string, { chats: number; files: number }>)) {
      if (use.chats + use.files === 0) continue;
      found.set(`${row.userId} ${row.interface} ${day}`, `${use.chats} chats ${use.files} files`);
    }
  }
  for (const row of mine(tableNames.events)) {
    if (row.item === undefined) continue;
    const { item, inspection } = row as Row & {
      item: { id: string };
      inspection: { status: string; reason: string | null };
    };
    // Transcripts have an event for each day and side; the run without faults says which.
    if (world.files.has(item.id)) found.set(`item ${item.id}`, `${inspection.status} ${inspection.reason}`);
  }
  return found;
}

function interfaceOf(userAgent: unknown): string {
  if (userAgent === DESKTOP) return 'desktop';
  return userAgent === ANDROID_APP ? 'mobile' : 'browser';
}
