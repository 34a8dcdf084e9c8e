import { NONE } from './activities.ts';
import { DAY } from './moments.ts';
import type { Person } from './people.ts';
import type { Project, ProjectDocument } from './projects.ts';
import { type Random, random, seedOf } from './random.ts';
import { isChatOrganization, presentUntil, record, type Timeline } from './timeline.ts';
import { clientAt } from './visit.ts';

const TOPICS = [
  'Carrier onboarding',
  'Claims handling',
  'Payroll migration',
  'Price list',
  'Supplier audit',
  'Customer portal',
  'Data warehouse',
  'Works council',
  'Tender',
  'Incident reviews',
];

/** Projects come first: chats and visits refer to them. Half of them are older than the feed. */
export function projects(line: Timeline): void {
  const draw = random(seedOf(line.seed, 'projects'));
  const creators = line.people.filter(({ habit, leftAt }) => habit === 'uses' && leftAt === null);
  for (let index = 0; index < line.size.projects; index++) {
    const creator = creators[(index * 3) % creators.length]!;
    const organization = draw.pick(
      creator.organizations.filter((position) => isChatOrganization(line, position)),
    );
    const { startsAt, endsAt } = line.calendar;
    const createdAt = draw.chance(0.5)
      ? startsAt - draw.integer(DAY, 200 * DAY)
      : draw.integer(startsAt, endsAt - 5 * DAY);
    const project: Project = {
      index,
      organization,
      creator: creator.index,
      createdAt,
      client: clientAt(creator, draw.pick(creator.clients), createdAt),
      isPrivate: draw.chance(0.6),
      name: `${TOPICS[index % TOPICS.length]} ${2024 + (index % 3)}`,
      deletedAt: index % 11 === 9 ? endsAt - draw.integer(DAY, 4 * DAY) : 0,
    };
    line.projects.push(project);
    const deed = { person: creator.index, client: project.client, organization, object: index };
    if (createdAt >= startsAt) record(line.log, { ...deed, at: createdAt, type: 'claude_project_created' });
    if (project.deletedAt !== 0) {
      const client = clientAt(creator, draw.pick(creator.clients), project.deletedAt);
      record(line.log, { ...deed, client, at: project.deletedAt, type: 'claude_project_deleted' });
    }
  }
}

/** Files and documents of projects, as many as the size asks for. */
export function projectContent(line: Timeline): void {
  const draw = random(seedOf(line.seed, 'project content'));
  const members = membersByOrganization(line);
  while (line.files.filter(({ source }) => source !== 'assistant').length < line.size.files) {
    const added = addition(line, draw, members);
    if (added) addFile(line, draw, added);
  }
  while (line.projectDocuments.length < line.size.projectDocuments) {
    const added = addition(line, draw, members);
    if (added) addDocument(line, draw, added);
  }
}

/** Who adds something to which project, when and through which client. */
interface Addition {
  readonly project: Project;
  readonly person: Person;
  readonly at: number;
  readonly client: number;
}

function membersByOrganization(line: Timeline): ReadonlyMap<number, readonly Person[]> {
  const active = line.people.filter(({ habit }) => habit === 'uses');
  return Map.groupBy(active, ({ organizations }) => organizations[0]!);
}

function addition(
  line: Timeline,
  draw: Random,
  members: ReadonlyMap<number, readonly Person[]>,
): Addition | undefined {
  const project = draw.pick(line.projects);
  const person = draw.pick(members.get(project.organization) ?? []);
  if (!person) return undefined;
  const at = line.calendar.visit(draw);
  const until = Math.min(presentUntil(person, line.calendar), project.deletedAt || line.calendar.endsAt);
  if (at <= project.createdAt || at <= person.joinedAt || at >= until - DAY) return undefined;
  return { project, person, at, client: clientAt(person, draw.pick(person.clients), at) };
}

function addFile(line: Timeline, draw: Random, { project, person, at, client }: Addition): void {
  const index = line.files.length;
  const deletedAt = draw.chance(0.05) ? at + draw.integer(600, DAY / 2) : 0;
  line.files.push({
    index,
    source: 'project',
    user: person.index,
    organization: project.organization,
    createdAt: at,
    client,
    chat: NONE,
    turn: 0,
    project: project.index,
    attachedLater: false,
    deletedAt,
  });
  const deed = { person: person.index, client, organization: project.organization, object: project.index };
  record(line.log, { ...deed, at: at - 30, type: 'claude_project_viewed' });
  record(line.log, { ...deed, at, type: 'claude_project_file_uploaded', extra: index });
  if (deletedAt !== 0)
    record(line.log, { ...deed, at: deletedAt, type: 'claude_project_file_deleted', extra: index });
}

function addDocument(line: Timeline, draw: Random, { project, person, at, client }: Addition): void {
  const document: ProjectDocument = {
    index: line.projectDocuments.length,
    project: project.index,
    user: person.index,
    createdAt: at,
    client,
    deletedAt: draw.chance(0.05) ? at + draw.integer(600, DAY / 2) : 0,
  };
  line.projectDocuments.push(document);
  const deed = {
    person: person.index,
    client,
    organization: project.organization,
    object: project.index,
    extra: document.index,
  };
  record(line.log, { ...deed, at, type: 'claude_project_document_uploaded' });
  record(line.log, { ...deed, at: at + 40, type: 'claude_project_document_viewed' });
  if (document.deletedAt !== 0) {
    record(line.log, { ...deed, at: document.deletedAt, type: 'claude_project_document_deleted' });
  }
}
