import { type Activities, NONE } from './activities.ts';
import { background } from './background.ts';
import { calendar } from './calendar.ts';
import type { Chat } from './chats.ts';
import { projectContent, projects } from './collaboration.ts';
import { type Directory, directory } from './directory.ts';
import type { Artifact, ArtifactVersion, GeneratedFile, StoredFile } from './files.ts';
import { type Ids, ids } from './ids.ts';
import { DAY } from './moments.ts';
import { type Organization, organizations } from './organizations.ts';
import { type Person, people } from './people.ts';
import type { Project, ProjectDocument } from './projects.ts';
import { mix } from './random.ts';
import {
  type CodeArtifact,
  codeArtifacts,
  type LocalSession,
  localSessions,
  type RemoteSession,
  remoteSessions,
} from './sessions.ts';
import { WORLD_SIZES, type WorldName, type WorldSize } from './sizes.ts';
import { type Timeline, timeline } from './timeline.ts';
import { visits } from './visits.ts';

/**
 * One parent organization and everything in it, as a history that ends at `endsAt`. Nothing in it changes: what a caller
 * sees depends on the clock, and whatever is later than the clock has not happened yet. Times are epoch seconds.
 */
export interface World {
  readonly name: WorldName;
  readonly seed: number;
  readonly size: WorldSize;
  readonly ids: Ids;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly organizations: readonly Organization[];
  readonly people: readonly Person[];
  readonly activities: Activities;
  readonly chats: readonly Chat[];
  readonly files: readonly StoredFile[];
  readonly generatedFiles: readonly GeneratedFile[];
  readonly artifacts: readonly Artifact[];
  readonly artifactVersions: readonly ArtifactVersion[];
  readonly projects: readonly Project[];
  readonly projectDocuments: readonly ProjectDocument[];
  readonly localSessions: readonly LocalSession[];
  readonly remoteSessions: readonly RemoteSession[];
  readonly codeArtifacts: readonly CodeArtifact[];
  readonly directory: Directory;
  readonly byChat: ByChat;
  /** Index of the file that carries the canary, and of the one that is larger than any limit; `NONE` in the tiniest. */
  readonly canaryFile: number;
  readonly oversizeFile: number;
  /** Size of the one file that is larger than any limit, in bytes. */
  readonly oversizeBytes: number;
}

/** What belongs to a chat, by its index. */
export interface ByChat {
  readonly files: ReadonlyMap<number, readonly StoredFile[]>;
  readonly generatedFiles: ReadonlyMap<number, readonly GeneratedFile[]>;
  readonly artifactVersions: ReadonlyMap<number, readonly ArtifactVersion[]>;
}

export interface WorldOptions {
  readonly name: WorldName;
  readonly seed: number;
  /** Epoch milliseconds; rounded down to the second. */
  readonly endsAt: number;
  /** 101 MB unless told otherwise. */
  readonly oversizeBytes?: number;
}

/** The same options give the same world, byte for byte. */
export function createWorld({
  name,
  seed,
  endsAt: endsAtMs,
  oversizeBytes = 101_000_000,
}: WorldOptions): World {
  const size = WORLD_SIZES[name];
  const endsAt = Math.floor(endsAtMs / 1000);
  const identifiers = ids(mix(seed, size.users));
  const everyone = people(seed, identifiers, size.users, size.organizations, endsAt);
  const line = timeline({ seed, size, calendar: calendar(endsAt), people: everyone });
  projects(line);
  visits(line);
  projectContent(line);
  background(line);
  const [canary, oversize] = lastingUploads(line);
  const allOrganizations = organizations(seed, identifiers, size.organizations, endsAt);
  return {
    name,
    seed,
    size,
    ids: identifiers,
    startsAt: line.calendar.startsAt,
    endsAt,
    organizations: allOrganizations,
    people: everyone,
    activities: line.log.sorted(),
    chats: line.chats,
    files: line.files,
    generatedFiles: line.generatedFiles,
    artifacts: line.artifacts,
    artifactVersions: line.artifactVersions,
    projects: line.projects,
    projectDocuments: line.projectDocuments,
    localSessions: localSessions(line),
    remoteSessions: remoteSessions(line),
    codeArtifacts: codeArtifacts(line),
    directory: directory(seed, everyone, endsAt),
    byChat: {
      files: Map.groupBy(
        line.files.filter(({ chat }) => chat >= 0),
        ({ chat }) => chat,
      ),
      generatedFiles: Map.groupBy(line.generatedFiles, ({ chat }) => chat),
      artifactVersions: Map.groupBy(line.artifactVersions, ({ chat }) => chat),
    },
    canaryFile: canary?.index ?? NONE,
    oversizeFile: oversize?.index ?? NONE,
    oversizeBytes,
  };
}

/** Uploads of the last four weeks that can still be fetched. */
function lastingUploads(line: Timeline): StoredFile[] {
  return line.files.filter(
    ({ source, deletedAt, createdAt, chat }) =>
      source === 'chat' &&
      deletedAt === 0 &&
      line.chats[chat]!.deletedAt === 0 &&
      createdAt > line.calendar.endsAt - 28 * DAY,
  );
}
