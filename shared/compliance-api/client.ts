import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { type ActivitiesApi, activitiesApi } from './activities.ts';
import { type AddressRules, complianceOrigin } from './address.ts';
import { type ArtifactsApi, artifactsApi } from './artifacts.ts';
import { type ChatsApi, chatsApi } from './chats.ts';
import { systemClock } from './clock.ts';
import { type CodeArtifactsApi, codeArtifactsApi } from './code-artifacts.ts';
import { type DirectoryApi, directoryApi } from './directory.ts';
import { type FilesApi, filesApi } from './files.ts';
import { type LocalSessionsApi, localSessionsApi } from './local-sessions.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { type ProjectsApi, projectsApi } from './projects.ts';
import { type RemoteSessionsApi, remoteSessionsApi } from './remote-sessions.ts';
import { type AttemptReport, createTransport } from './transport.ts';
import { createUnknowns } from './unknowns.ts';

export interface ComplianceApiOptions extends AddressRules {
  /** Such as `https://api.anthropic.com`. */
  readonly baseUrl: string;
  /** A Compliance Access Key. It goes into one request header and nowhere else. */
  readonly apiKey: string;
  /** Ends everything under way: calls, waits and downloads, with ABORTED. */
  readonly signal?: AbortSignal | undefined;
  /** One for each tenant in a process. Without it the client paces itself. */
  readonly pacer?: Pacer | undefined;
  readonly clock?: Clock | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** From 0 up to 1. */
  readonly random?: (() => number) | undefined;
  readonly onRequest?: ((report: AttemptReport) => void) | undefined;
  /** Attempts of one call, 5 unless told. */
  readonly maxAttempts?: number | undefined;
  /** How long one call may wait for the provider, 60,000 ms unless told. Beyond it the error says when to resume. */
  readonly maxWaitMs?: number | undefined;
  /** Silence after which a call or a download is given up, 30,000 ms unless told. */
  readonly idleTimeoutMs?: number | undefined;
  /** Ask once more, after five seconds, before a 401 or a bare 404 counts. */
  readonly confirmDenied?: boolean | undefined;
}

/**
 * A tenant's Compliance API, read-only. Every method throws AppErrors with a FailureCode in `code`, and in `extra`
 * what is known of the call (`path`, `status`, `errorType`, `requestId`) and, where it helps to come back later,
 * `resumeAtMs` in epoch ms.
 */
export interface ComplianceApi
  extends ActivitiesApi,
    ArtifactsApi,
    ChatsApi,
    CodeArtifactsApi,
    DirectoryApi,
    FilesApi,
    LocalSessionsApi,
    ProjectsApi,
    RemoteSessionsApi {
  /** What the answers held that this version doesn't know, such as `activity-type:claude_chat_forked`. */
  unknowns(): Readonly<Record<string, number>>;
}

/** The largest page seen is 6 MB; a chat can be longer. */
const maxJsonBytes = 64 * 1_024 * 1_024;

export function createComplianceApi(options: ComplianceApiOptions): ComplianceApi {
  const { clock = systemClock, signal } = options;
  const unknowns = createUnknowns();
  const transport = createTransport({
    origin: complianceOrigin(options.baseUrl, options),
    apiKey: headerSafe(options.apiKey),
    fetch: options.fetch ?? fetch,
    clock,
    pacer: options.pacer ?? createPacer({ clock }),
    random: options.random ?? Math.random,
    retry: { maxAttempts: options.maxAttempts ?? 5, maxWaitMs: options.maxWaitMs ?? 60_000 },
    idleTimeoutMs: options.idleTimeoutMs ?? 30_000,
    maxJsonBytes,
    confirmDenied: options.confirmDenied ?? false,
    signal,
    onAttempt: options.onRequest,
  });

  return {
    ...activitiesApi(transport, unknowns),
    ...artifactsApi(transport),
    ...chatsApi(transport, unknowns),
    ...codeArtifactsApi(transport, unknowns),
    ...directoryApi(transport, unknowns),
    ...filesApi(transport),
    ...localSessionsApi(transport, unknowns),
    ...projectsApi(transport, unknowns),
    ...remoteSessionsApi(transport, unknowns),
    unknowns: unknowns.counts,
  };
}

/** The HTTP client would quote a malformed header value, and so the key, in its error. */
function headerSafe(apiKey: string): string {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new AppError('upstream-denied', 'KEY_INVALID', 'The key holds characters that no key has');
  }
  return apiKey;
}
