import type { LocalSession } from '../../shared/compliance-api/local-sessions.ts';
import type { TokenPage } from '../../shared/compliance-api/page.ts';
import type { RemoteSession } from '../../shared/compliance-api/remote-sessions.ts';
import { batches } from '../../shared/concurrency.ts';
import { agentName, agentTypeOf } from '../../shared/domain/agent-type.ts';
import { contentKindOf } from '../../shared/domain/content.ts';
import { DAY_MS, type Day, dayOf } from '../../shared/domain/day.ts';
import type { ListPhase } from '../../shared/domain/integration.ts';
import { type Item, needsInspection, type TranscriptItem } from '../../shared/domain/item.ts';
import { phaseAfter } from '../../shared/domain/scan.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { sessionChunkId } from './chunk-ids.ts';
import { listChanged } from './list-changed.ts';
import { type ScanWork, withEvidence } from './scan-work.ts';

/** The two kinds of sessions differ in how they are listed; to read them is the same. */
interface SessionList {
  readonly phase: Extract<ListPhase, 'local_sessions' | 'remote_sessions'>;
  readonly what: string;
  pages(work: ScanWork, from: number): AsyncIterable<TokenPage<Listed>>;
  /** Fewer where a small budget of calls makes reading slow, since the sessions of a chunk are read in one go. */
  readonly perChunk: number;
}

/** What is to be read of a session, and to which organization it belongs. */
interface Listed {
  readonly id: string;
  readonly organization: string;
  readonly session: Omit<TranscriptItem, 'transcript'>;
  readonly updatedAt: number;
}

/** How long after its start a remote session is still looked for: there is no list of those that changed. */
const REMOTE_DAYS = 30;

const LOCAL: SessionList = {
  phase: 'local_sessions',
  what: 'Sessions on people’s machines',
  perChunk: 25,
  async *pages({ provider }, from) {
    for await (const page of provider.localSessions({ updatedAtGte: from }))
      yield { ...page, items: page.items.map(localEntry) };
  },
};

const REMOTE: SessionList = {
  phase: 'remote_sessions',
  what: 'Sessions in the cloud',
  perChunk: 10,
  async *pages({ provider }, from) {
    for await (const page of provider.remoteSessions({ createdAtGte: from - REMOTE_DAYS * DAY_MS })) {
      // A pending session has no messages yet, and changes when it gets some.
      const changed = page.items.filter(({ status, updatedAt }) => status !== 'pending' && updatedAt >= from);
      yield { ...page, items: changed.map(remoteEntry) };
    }
  },
};

export const listLocalSessions = (work: ScanWork): Promise<ScanProgress> => listSessions(work, LOCAL);

export const listRemoteSessions = (work: ScanWork): Promise<ScanProgress> => listSessions(work, REMOTE);

/** Lists the sessions that changed, to be read. A provider that has no such list is no failure, and no gap. */
async function listSessions(work: ScanWork, list: SessionList): Promise<ScanProgress> {
  const { deps, scan, counts } = work;
  const { phase } = list;
  const next = { phase: phaseAfter(phase), phasePosition: {} };
  if (!scan.coverage.sessions) return next;
  const { entries, evidence } = await listChanged(work, phase, list.what, (from) => list.pages(work, from), {
    onError: (error) => whyNotListed(work, error),
  });

  const since = dayOf(Date.parse(evidence.from ?? scan.startedAt));
  const items = new Map<string, Listed & { readonly item: TranscriptItem }>();
  for (const item of await deps.scans.retries(scan.tenant)) {
    if (isSession(item) && contentKindOf(item) === phase) items.set(item.id, again(item, since));
  }
  for (const entry of entries) {
    const before = items.get(entry.id)?.item.transcript.since ?? since;
    items.set(entry.id, { ...entry, item: sessionItem(entry, before) });
  }
  const known = await deps.events.known(scan.tenant, [...items.keys()]);
  const changed = [...items.values()].filter(({ item }) =>
    needsInspection(item, known.get(item.id), scan.policyVersion),
  );
  // One organization's sessions together: where its content cannot be had, the others do not wait for it.
  const groups = Map.groupBy(changed, ({ organization }) => organization);
  const chunks = [...groups.values()]
    .flatMap((group) => batches(group, list.perChunk))
    .map((group, index) => ({
      chunkId: sessionChunkId(phase, index),
      items: group.map(({ item }) => item),
    }));
  // Where it is stale, so is the checkpoint that follows.
  await deps.scans.putChunks(scan, sessionChunkId(phase), chunks);
  counts.listed += changed.length;
  counts.alreadyInspected += items.size - changed.length;
  return { ...next, evidence: withEvidence(scan, evidence) };
}

const isSession = (item: Item): item is TranscriptItem =>
  item.kind === 'session' && item.transcript !== undefined;

/** A session that the last scan could not read, from the same day on. */
const again = (item: TranscriptItem, since: Day) => {
  const earliest = item.transcript.since < since ? item.transcript.since : since;
  return {
    id: item.id,
    organization: '',
    session: item,
    updatedAt: Date.parse(item.transcript.version),
    item: { ...item, transcript: { ...item.transcript, since: earliest } },
  };
};

const sessionItem = ({ session, updatedAt }: Listed, since: Day): TranscriptItem => ({
  ...session,
  transcript: {
    version: new Date(updatedAt).toISOString(),
    since,
    title: agentName(session.interface).replace(' (Compliance API)', ' session'),
    deleted: false,
  },
});

/** Owner of a session that the provider does not name. */
const NOBODY = 'unknown';

const localEntry = ({
  id,
  organizationUuid,
  user,
  productSurface,
  createdAt,
  updatedAt,
}: LocalSession): Listed => ({
  id,
  organization: organizationUuid ?? '',
  updatedAt,
  session: {
    id,
    kind: 'session',
    at: new Date(createdAt).toISOString(),
    userId: user?.id ?? NOBODY,
    email: user?.email ?? null,
    interface: agentTypeOf(productSurface),
    chatId: null,
    projectId: null,
  },
});

/** What an agent does belongs to the person who started it. */
function remoteEntry(session: RemoteSession): Listed {
  const { id, organizationUuid, createdAt, updatedAt, productSurface, projectId } = session;
  const person = session.user ?? session.startedBy;
  return {
    id,
    organization: organizationUuid ?? '',
    updatedAt,
    session: {
      id,
      kind: 'session',
      at: new Date(createdAt).toISOString(),
      userId: person?.id ?? NOBODY,
      email: person?.email ?? null,
      interface: agentTypeOf(productSurface ?? 'cowork_remote'),
      chatId: null,
      projectId,
    },
  };
}

/**
 * Whether these sessions cannot be listed, for the tenant or just now. Where the provider refuses everything else, too, it is
 * not about them, and this throws what it says.
 */
async function whyNotListed(
  work: ScanWork,
  error: AppError,
): Promise<{ unavailable: string } | { missing: string } | undefined> {
  const { code, extra } = error;
  if (code === 'FEATURE_UNAVAILABLE') {
    return extra.status === 404
      ? { unavailable: 'Anthropic has no such sessions for this organization at the moment' }
      : { missing: 'Anthropic cannot list them at the moment' };
  }
  if (code === 'NOT_FOUND_BARE' || code === 'MISSING_SCOPES' || code === 'PROVIDER_UNAVAILABLE') {
    for await (const _ of work.provider.organizations({ limit: 1 })) break;
    if (code === 'PROVIDER_UNAVAILABLE') return { missing: 'Anthropic cannot list them at the moment' };
    return {
      unavailable:
        code === 'MISSING_SCOPES' ? 'The key may not read them' : 'Anthropic does not offer them here',
    };
  }
  return code === 'BAD_REQUEST' ? { missing: error.message } : undefined;
}
