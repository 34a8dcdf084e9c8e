import type { Random } from '../random.ts';
import { CANARY, contentOf, type FileKind, type Thing } from './things.ts';
import type {
  FeedEntry,
  MessageOfWorld,
  Person,
  ProjectOfWorld,
  SessionOfWorld,
  TenantWorld,
} from './world.ts';

/** Adds an entry to the feed. */
type Add = (type: string, at: number, actor: FeedEntry['actor'], subject: FeedEntry['subject']) => void;

interface Given {
  readonly random: Random;
  readonly tenant: string;
  readonly files: Map<string, Thing>;
  readonly texts: Map<string, Thing>;
  readonly add: Add;
  /** A user, as an activity names them. */
  actor(): FeedEntry['actor'];
  someTime(): number;
}

const KINDS = [
  'clean',
  'clean',
  'flagged',
  'flagged',
  'empty',
  'gone',
  'too-large',
  'refused',
] as const satisfies readonly FileKind[];

const thingOf = (random: Random, id: string): Thing => {
  const kind = random.pick(KINDS);
  return { kind, name: `${CANARY.name} ${id}.txt`, content: contentOf(kind, random.int(0, 3)) };
};

/** What the assistant makes, and an old file, named by some messages of chats. */
export function withReferences(
  given: Given,
  chats: TenantWorld['chats'],
  uploads: Uploads,
): TenantWorld['chats'] {
  const { random, files, texts } = given;
  const named = ({ id, ...message }: MessageOfWorld): MessageOfWorld => {
    if (!random.chance(0.3)) return { id, ...message };
    const { at } = message;
    const [generated, artifact, old] = [`claude_gen_file_${id}`, `artv_${id}`, `claude_file_old_${id}`];
    const upload = uploads.find((one) => one.at <= at);
    switch (random.int(0, 3)) {
      case 0:
        files.set(generated, thingOf(random, id));
        return { id, ...message, generated: [{ id: generated, at }] };
      case 1:
        texts.set(artifact, thingOf(random, id));
        return { id, ...message, artifacts: [artifact] };
      case 2:
        files.set(old, thingOf(random, id));
        return { id, ...message, files: [{ id: old, at: at - 90 * 86_400_000 }] };
      default:
        return upload ? { id, ...message, files: [upload] } : { id, ...message };
    }
  };
  return chats.map((chat) => ({ ...chat, messages: chat.messages.map(named) }));
}

export type Uploads = readonly { readonly id: string; readonly at: number }[];

/** Projects with instructions, files and documents. */
export function projectsOf({ random, tenant, files, texts, add, actor, someTime }: Given): ProjectOfWorld[] {
  return Array.from({ length: random.int(0, 3) }, (_, index) => {
    const id = `project_${tenant}_${index}`;
    const creator = actor();
    const createdAt = someTime();
    texts.set(id, thingOf(random, id));
    if (random.chance(0.8)) add('claude_project_created', createdAt, creator, { claude_project_id: id });
    const file = `claude_file_${id}`;
    if (random.chance(0.5)) {
      files.set(file, thingOf(random, file));
      add('claude_project_file_uploaded', createdAt + 2_000, actor(), {
        claude_project_id: id,
        claude_file_id: file,
      });
    }
    const document = `claude_doc_${id}`;
    if (random.chance(0.5)) {
      texts.set(document, thingOf(random, document));
      const subject = { claude_project_id: id, claude_project_document_id: document };
      add('claude_project_document_uploaded', createdAt + 3_000, actor(), subject);
    }
    const user = random.chance(0.8) ? personOf(creator) : null;
    return {
      id,
      name: `${CANARY.name} ${index}`,
      createdAt,
      updatedAt: createdAt + random.int(0, 100_000),
      user,
    };
  });
}

/** Sessions of products on people's machines and in the cloud. */
export function sessionsOf({ random, tenant, actor, someTime }: Given): SessionOfWorld[] {
  return Array.from({ length: random.int(0, 4) }, (_, index) => {
    const where = random.pick(['local', 'remote'] as const);
    const id = `${where === 'remote' ? 'cse' : 'local_session'}_${tenant}_${index}`;
    const createdAt = someTime();
    const messages = Array.from(
      { length: random.int(0, 4) },
      (_message, number): MessageOfWorld => ({
        id: `message_${id}_${number}`,
        role: number % 2 === 0 ? 'user' : 'assistant',
        at: createdAt + number * 1_000,
        text: `${CANARY.content} ${number} ${random.chance(0.3) ? 'CARD' : ''}`,
        model: number % 2 === 0 ? null : 'claude-opus-5',
      }),
    );
    return {
      id,
      where,
      surface: where === 'remote' ? 'cowork_remote' : random.pick(['cowork', 'claude_code']),
      status: where === 'remote' && random.chance(0.2) ? 'pending' : 'active',
      createdAt,
      updatedAt: createdAt + 60_000,
      user: personOf(actor()),
      messages,
    };
  });
}

const personOf = (actor: FeedEntry['actor']): Person => ({
  id: String(actor?.user_id),
  email_address: String(actor?.email_address),
});
