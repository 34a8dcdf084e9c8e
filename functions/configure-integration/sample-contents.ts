import type { ComplianceApi } from '../../shared/compliance-api/client.ts';
import { firstPage, type TokenPage } from '../../shared/compliance-api/page.ts';
import { DAY_MS } from '../../shared/domain/day.ts';
import type { Coverage } from '../../shared/domain/integration.ts';
import { AppError } from '../../shared/errors.ts';

/** How much of what no activity counts has changed since a time. */
export interface ChangedContents {
  readonly chats: number;
  /** Generated files and versions of artifacts of one chat. */
  readonly madePerChat: number;
  readonly projects: number;
  readonly sessions: number;
}

type Calls = Pick<ComplianceApi, 'chats' | 'chatMessages' | 'projects' | 'localSessions' | 'remoteSessions'>;

/** Transcripts that are looked into. */
const SAMPLED_CHATS = 4;

/** How long after its start a remote session is looked for. */
const REMOTE_MS = 30 * DAY_MS;

/**
 * Asks for the first page of each list that a scan would read, and looks into a few conversations: eight calls at most.
 *
 * @param from epoch milliseconds, and `to`
 * @throws AppError with a FailureCode.
 */
export async function sampleContents(
  api: Calls,
  from: number,
  to: number,
  coverage: Coverage,
): Promise<ChangedContents> {
  const page = await firstPage(api.chats({ updatedAtGte: from }));
  const chats = page?.items ?? [];
  // Oldest change first, so that a full page reaches from the beginning to its last change.
  const readTo = page?.hasMore ? (chats.at(-1)?.updatedAt ?? to) : to;
  const left = chats.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id);
  return {
    chats: expected(chats.length, readTo - from, to - from),
    madePerChat: coverage.text && coverage.files ? await madePerChat(api, spread(left)) : 0,
    projects: coverage.projects
      ? ((await firstPage(api.projects({ updatedAtGte: from })))?.items.length ?? 0)
      : 0,
    sessions: coverage.sessions ? await countSessions(api, from, to) : 0,
  };
}

/** What a whole span holds, of which a part holds so much. */
export const expected = (count: number, partMs: number, wholeMs: number): number =>
  Math.round(count * Math.max(1, wholeMs / Math.max(1, partMs)));

const spread = (ids: readonly string[]): string[] =>
  Array.from({ length: Math.min(SAMPLED_CHATS, ids.length) }, (_, nr) => {
    const step = ids.length / Math.min(SAMPLED_CHATS, ids.length);
    return ids[Math.floor(nr * step)]!;
  });

async function madePerChat(api: Calls, chatIds: readonly string[]): Promise<number> {
  let made = 0;
  for (const id of chatIds) {
    const page = await tolerant(() => firstPage(api.chatMessages(id)));
    const names = (page?.items ?? []).flatMap(({ generatedFiles, artifacts }) => [
      ...generatedFiles.map((file) => file.id),
      ...artifacts.map(({ versionId }) => versionId),
    ]);
    made += new Set(names).size;
  }
  return made / Math.max(1, chatIds.length);
}

async function countSessions(api: Calls, from: number, to: number): Promise<number> {
  const local = await tolerant(() => firstPage(api.localSessions({ updatedAtGte: from })));
  const remote = await tolerant(() => firstPage(api.remoteSessions({ createdAtGte: from - REMOTE_MS })));
  return (
    newestFirst(local, from, to) +
    newestFirst(
      remote && {
        ...remote,
        items: remote.items.filter(({ status, updatedAt }) => status !== 'pending' && updatedAt >= from),
      },
      from,
      to,
    )
  );
}

/** A full page reaches from the end to its oldest entry. */
function newestFirst(
  page: TokenPage<{ readonly createdAt: number }> | null,
  from: number,
  to: number,
): number {
  if (!page) return 0;
  const oldest = page.nextPage === null ? from : (page.items.at(-1)?.createdAt ?? from);
  return expected(page.items.length, to - Math.max(from, oldest), to - from);
}

/** Not every tenant has every kind, and none may keep a person from an answer: what cannot be listed counts as nothing. */
async function tolerant<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError && error.code !== 'ABORTED') return null;
    throw error;
  }
}
