import { agentTypeOf } from '../../../shared/domain/agent-type.ts';
import { tables as tableNames } from '../../contract/dynamo-tables.ts';
import { ANDROID_APP, DESKTOP } from '../../support/activities.ts';
import type { Row } from '../aws/expressions.ts';
import type { Customer } from '../provider/provider.ts';
import type { FileKind } from '../provider/things.ts';
import type { MessageOfWorld, TenantWorld } from '../provider/world.ts';
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

interface Use {
  chats: number;
  files: number;
  messages: number;
}

const inWords = ({ chats, files, messages }: Use): string =>
  `${chats} chats ${files} files ${messages} messages`;

function truthOf({ world }: Customer): Map<string, string> {
  const truth = new Map<string, string>();
  const days = new Map<string, Use>();
  const use = (userId: unknown, type: string, at: number): Use => {
    const key = `${userId} ${type} ${dayAt(at)}`;
    const known = days.get(key) ?? { chats: 0, files: 0, messages: 0 };
    days.set(key, known);
    return known;
  };
  for (const { type, at, actor, subject } of world.activities) {
    if (actor?.type !== 'user_actor') continue;
    if (type === 'claude_chat_created') use(actor.user_id, interfaceOf(actor.user_agent), at).chats += 1;
    if (type === 'claude_file_uploaded' || type === 'claude_project_file_uploaded')
      use(actor.user_id, interfaceOf(actor.user_agent), at).files += 1;
    for (const id of [subject.claude_file_id, subject.claude_project_document_id]) {
      const thing = world.files.get(String(id)) ?? world.texts.get(String(id));
      if (thing) truth.set(`item ${id}`, ENDS[thing.kind]);
    }
  }
  for (const { messages, userId, type, id } of conversationsIn(world)) {
    for (const message of messages) {
      if (message.role === 'user') use(userId, type, message.at).messages += 1;
      if (message.text.includes('CARD'))
        truth.set(`said ${id} ${dayAt(message.at)} ${sideOf(message)}`, `found, of ${userId} ${type}`);
      const names = [...(message.generated ?? []), ...(message.files ?? [])].map((file) => file.id);
      for (const name of [...names, ...(message.artifacts ?? [])]) {
        const thing = world.files.get(name) ?? world.texts.get(name);
        if (thing) truth.set(`item ${name}`, ENDS[thing.kind]);
      }
    }
  }
  for (const [key, used] of days)
    if (used.chats + used.files + used.messages > 0) truth.set(key, inWords(used));
  for (const { id } of world.users) truth.set(`user ${id}`, 'listed');
  return truth;
}

/** What is read of chats and sessions, with whose it is. */
function conversationsIn({ chats, sessions, coverage, activities }: TenantWorld) {
  const begun = chats.map(({ id, messages }) => {
    const { actor } = activities.find(
      ({ type, subject }) => type === 'claude_chat_created' && subject.claude_chat_id === id,
    ) ?? { actor: null };
    return { id, messages, userId: actor?.user_id, type: interfaceOf(actor?.user_agent) as string };
  });
  const open = sessions
    .filter(({ status }) => status !== 'pending')
    .map(({ id, messages, user, surface }) => ({
      id,
      messages,
      userId: user.id,
      type: agentTypeOf(surface) as string,
    }));
  return [...(coverage.text ? begun : []), ...open];
}

const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

const sideOf = ({ role }: MessageOfWorld): string => (role === 'user' ? 'prompt' : 'response');

function foundOf({ cloud }: Run, { tenant }: Customer): Map<string, string> {
  const found = new Map<string, string>();
  const mine = (table: string) => cloud.tables.rows(table).filter(({ pk }) => pk === `T#${tenant}`);
  for (const row of mine(tableNames.agents)) {
    if (!String(row.sk).startsWith('AGENT#') || row.agentsOf === undefined) continue;
    found.set(`user ${row.userId}`, 'listed');
    for (const [day, used] of Object.entries(row.days as Record<string, Use>)) {
      const { chats, files, messages = 0 } = used;
      if (chats + files + messages === 0) continue;
      found.set(`${row.userId} ${row.interface} ${day}`, inWords({ chats, files, messages }));
    }
  }
  for (const row of mine(tableNames.events)) {
    if (row.item === undefined) continue;
    const { item, inspection, time, eventType, user, findings, ...event } = row as Row & {
      item: { id: string };
      inspection: { status: string; reason: string | null };
      time: string;
      eventType: string;
      user: { userId: string };
      findings: readonly unknown[];
    };
    if (eventType === 'prompt' || eventType === 'response') {
      if (findings.length > 0)
        found.set(
          `said ${item.id} ${time.slice(0, 10)} ${eventType}`,
          `found, of ${user.userId} ${event.interface}`,
        );
    } else if (eventType !== 'project_instructions')
      found.set(`item ${item.id}`, `${inspection.status} ${inspection.reason}`);
  }
  return found;
}

function interfaceOf(userAgent: unknown): string {
  if (userAgent === DESKTOP) return 'desktop';
  return userAgent === ANDROID_APP ? 'mobile' : 'browser';
}
