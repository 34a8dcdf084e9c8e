import { typeNumber } from '../activity-types.ts';
import { ACTOR, type ActivityLog, activityLog, NONE } from './activities.ts';
import type { Calendar } from './calendar.ts';
import type { Chat } from './chats.ts';
import type { Artifact, ArtifactVersion, GeneratedFile, StoredFile } from './files.ts';
import type { Person } from './people.ts';
import type { Project, ProjectDocument } from './projects.ts';
import type { WorldSize } from './sizes.ts';

/** A world while it is being made: what exists so far, and the log of what happened. */
export interface Timeline {
  readonly seed: number;
  readonly size: WorldSize;
  readonly calendar: Calendar;
  readonly people: readonly Person[];
  readonly log: ActivityLog;
  readonly chats: Chat[];
  readonly files: StoredFile[];
  readonly generatedFiles: GeneratedFile[];
  readonly artifacts: Artifact[];
  readonly artifactVersions: ArtifactVersion[];
  readonly projects: Project[];
  readonly projectDocuments: ProjectDocument[];
}

export function timeline(from: Pick<Timeline, 'seed' | 'size' | 'calendar' | 'people'>): Timeline {
  return {
    ...from,
    log: activityLog(),
    chats: [],
    files: [],
    generatedFiles: [],
    artifacts: [],
    artifactVersions: [],
    projects: [],
    projectDocuments: [],
  };
}

/** What a person does through a client. */
export interface Deed {
  readonly at: number;
  readonly type: string;
  readonly person: number;
  readonly client: number;
  readonly organization: number;
  readonly object?: number;
  readonly extra?: number;
}

export function record(log: ActivityLog, deed: Deed, actorKind: number = ACTOR.person): void {
  log.add({
    time: deed.at,
    type: typeNumber(deed.type),
    actorKind,
    actor: deed.person,
    client: deed.client,
    organization: deed.organization,
    object: deed.object ?? NONE,
    extra: deed.extra ?? NONE,
  });
}

/** The last instant of a person in the tenant. */
export function presentUntil({ leftAt }: Person, { endsAt }: Calendar): number {
  return Math.min(leftAt ?? endsAt, endsAt);
}

/** The last of several organizations is a Console organization: no chats there. */
export function isChatOrganization({ size }: Timeline, organization: number): boolean {
  return size.organizations === 1 || organization < size.organizations - 1;
}
