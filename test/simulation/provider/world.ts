import { DAY_MS, dayOf, startOfDay } from '../../../shared/domain/day.ts';
import type { Coverage } from '../../../shared/domain/integration.ts';
import { INDEXING_MARGIN_MS } from '../../../shared/domain/window.ts';
import { ANDROID_APP, CHROME, DESKTOP } from '../../support/activities.ts';
import type { Random } from '../random.ts';
import { projectsOf, sessionsOf, type Uploads, withReferences } from './contents.ts';
import { CANARY, contentOf, type FileKind, type Thing } from './things.ts';

/** A very small customer at the provider: few enough of everything that thousands of runs take a minute. */
export interface TenantWorld {
  readonly organizations: readonly { readonly uuid: string; readonly name: string }[];
  readonly users: readonly {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly organization: string;
  }[];
  /** Entries of the feed in the provider's words. */
  readonly activities: readonly FeedEntry[];
  readonly chats: readonly {
    readonly id: string;
    readonly model: string | null;
    readonly createdAt: number;
    readonly updatedAt: number;
    readonly user: Person | null;
    readonly messages: readonly MessageOfWorld[];
  }[];
  readonly projects: readonly ProjectOfWorld[];
  readonly sessions: readonly SessionOfWorld[];
  /** Uploaded and generated files, by id. */
  readonly files: ReadonlyMap<string, Thing>;
  /** Versions of artifacts, documents and instructions of projects, by id. */
  readonly texts: ReadonlyMap<string, Thing>;
  /** What its admin switches on; files in any case. */
  readonly coverage: Coverage;
  /** The most that one page holds, whatever is asked for. */
  readonly pageSize: number;
  /** Calls a minute. */
  readonly rateLimit: number;
  readonly lookbackDays: number;
}

export interface FeedEntry {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  /** When it can be queried; later than `at` where it is indexed late. */
  readonly visibleAt: number;
  readonly actor: Readonly<Record<string, unknown>> | null;
  readonly subject: Readonly<Record<string, unknown>>;
}

export interface Person {
  readonly id: string;
  readonly email_address: string;
}

export interface MessageOfWorld {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly at: number;
  readonly text: string;
  readonly model?: string | null;
  /** What it names: files with the time of their creation, versions of artifacts. */
  readonly generated?: readonly { readonly id: string; readonly at: number }[];
  readonly files?: readonly { readonly id: string; readonly at: number }[];
  readonly artifacts?: readonly string[];
}

/** Its instructions are among the texts, under its id. */
export interface ProjectOfWorld {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly user: Person | null;
}

export interface SessionOfWorld {
  readonly id: string;
  readonly where: 'local' | 'remote';
  readonly surface: string;
  readonly status: 'active' | 'pending';
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly user: Person;
  readonly messages: readonly MessageOfWorld[];
}

const CLIENTS = [CHROME, DESKTOP, ANDROID_APP] as const;
const KINDS = [
  'clean',
  'clean',
  'flagged',
  'flagged',
  'empty',
  'no-md5',
  'gone',
  'too-large',
  'never-whole',
  'refused',
  'poison',
] as const satisfies readonly FileKind[];

export function tenantWorld(random: Random, tenant: string, start: number): TenantWorld {
  const lookbackDays = random.int(1, 3);
  const organizations = Array.from({ length: random.int(1, 2) }, (_, index) => ({
    uuid: `org-${tenant}-${index}`,
    name: `Org ${index}`,
  }));
  const users = Array.from({ length: random.int(1, 4) }, (_, index) => ({
    id: `user_${tenant}_${index}`,
    email: `${CANARY.email}.${index}@${tenant}.example`,
    name: `${CANARY.name} ${index}`,
    organization: organizations[index % organizations.length]?.uuid ?? '',
  }));
  const files = new Map<string, Thing>();
  const texts = new Map<string, Thing>();
  const uploads: Uploads[number][] = [];
  const covered = random.fork('coverage');
  const coverage: Coverage = {
    files: true,
    text: covered.chance(0.4),
    projects: covered.chance(0.3),
    sessions: covered.chance(0.3),
  };
  const activities: FeedEntry[] = [];
  const talk = random.fork('talk');
  const more = random.fork('more');
  const chats: TenantWorld['chats'][number][] = [];
  let count = 0;
  const firstRead = startOfDay(dayOf(start - lookbackDays * DAY_MS - INDEXING_MARGIN_MS));

  const add = (
    type: string,
    at: number,
    actor: FeedEntry['actor'],
    subject: FeedEntry['subject'],
    late = 0,
  ) => {
    count += 1;
    const id = `activity_${tenant}_${String(count).padStart(4, '0')}`;
    activities.push({ id, type, at, visibleAt: at + 30_000 + late, actor, subject });
  };
  const personAt = (index: number, client: string) => ({
    type: 'user_actor',
    user_id: users[index]?.id,
    email_address: users[index]?.email,
    user_agent: client,
    ip_address: '198.51.100.7',
  });
  const someTime = () =>
    random.chance(0.4) ? start - random.int(200_000, 40_000_000) : random.int(firstRead, start - 200_000);

  for (let index = 0; index < random.int(0, 9); index += 1) {
    const user = random.int(0, users.length - 1);
    const actor = personAt(user, random.pick(CLIENTS));
    const at = someTime();
    const chatId = `chat_${tenant}_${index}`;
    add('claude_chat_created', at, actor, { claude_chat_id: chatId });
    if (random.chance(0.3)) add('claude_chat_viewed', at + 60_000, actor, { claude_chat_id: chatId });
    if (random.chance(0.6)) {
      const updatedAt = Math.min(at + random.int(0, 7_200_000), start - 180_000);
      const model = random.chance(0.8) ? random.pick(['claude-opus-5', 'claude-sonnet-4-5']) : null;
      const { user_id: id, email_address } = actor;
      chats.push({
        id: chatId,
        model,
        createdAt: at,
        updatedAt,
        user: talk.chance(0.9) && id ? { id, email_address: email_address ?? '' } : null,
        messages: messagesOf(talk, chatId, at, updatedAt),
      });
    }
    // Indexed long after it happened: only an agent that is there already, so that it is there whenever the scan comes.
    if (random.chance(0.15)) {
      const late = random.int(60_000, 900_000);
      const createdAt = start - random.int(130_000, 400_000);
      const lateId = `chat_${tenant}_${index}_late`;
      add('claude_chat_created', createdAt, actor, { claude_chat_id: lateId }, late);
      if (talk.chance(0.5)) {
        const messages = messagesOf(talk, lateId, createdAt, createdAt + 30_000);
        chats.push({
          id: lateId,
          model: null,
          createdAt,
          updatedAt: createdAt + 30_000,
          user: null,
          messages,
        });
      }
    }
  }
  for (let index = 0; index < random.int(0, 6); index += 1) {
    const kind = random.pick(KINDS);
    const fileId = `file_${tenant}_${index}`;
    files.set(fileId, { kind, name: `${CANARY.name} ${index}.txt`, content: contentOf(kind, index) });
    const actor = personAt(random.int(0, users.length - 1), random.pick(CLIENTS));
    const at = someTime();
    add('claude_file_uploaded', at, actor, { claude_file_id: fileId, claude_chat_id: `chat_${tenant}_0` });
    uploads.push({ id: fileId, at });
    // The same file in two chats is one item.
    if (random.chance(0.2)) add('claude_file_uploaded', at + 1_000, actor, { claude_file_id: fileId });
  }
  if (random.chance(0.4)) add('claude_hologram_opened', someTime(), personAt(0, ''), {});
  if (random.chance(0.3)) add('claude_chat_teleported', someTime(), personAt(0, CHROME), {});
  if (random.chance(0.3)) add('claude_chat_viewed', someTime(), null, {});
  if (random.chance(0.3)) add('api_key_created', someTime(), { type: 'api_actor', api_key_id: 'k' }, {});

  const given = {
    random: random.fork('contents'),
    tenant,
    files,
    texts,
    add,
    actor: () => personAt(more.int(0, users.length - 1), more.pick(CLIENTS)),
    someTime: () => more.int(firstRead, start - 300_000),
  };
  const read = coverage.text ? withReferences(given, chats, uploads) : chats;
  return {
    organizations,
    users,
    chats: read,
    projects: coverage.projects ? projectsOf(given) : [],
    sessions: coverage.sessions ? sessionsOf(given) : [],
    // Behind what adds to them.
    activities,
    files,
    texts,
    coverage,
    pageSize: random.int(2, 6),
    rateLimit: random.pick([40, 60, 600]),
    lookbackDays,
  };
}

/** Some with a card number, over the days that the chat lasted. */
function messagesOf(random: Random, chatId: string, from: number, to: number): MessageOfWorld[] {
  return Array.from({ length: random.int(0, 5) }, () => random.int(from, Math.max(from, to)))
    .sort((a, b) => a - b)
    .map((at, index) => ({
      id: `message_${chatId}_${index}`,
      role: index % 2 === 0 ? 'user' : 'assistant',
      at,
      text: `${CANARY.content} ${index} ${random.chance(0.3) ? 'CARD' : ''}`,
    }));
}
