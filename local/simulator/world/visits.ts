import { ACTOR, NONE } from './activities.ts';
import type { Chat } from './chats.ts';
import { continueChat, legacyChat, startChat, viewChat } from './conversations.ts';
import { DAY } from './moments.ts';
import type { Person } from './people.ts';
import { mix3, random } from './random.ts';
import { isChatOrganization, presentUntil, record, type Timeline } from './timeline.ts';
import { clientAt, type Visit } from './visit.ts';

/** Measured: entries that one visit leaves in the feed. */
const ENTRIES_PER_VISIT = 5;
/** Share of the feed that people leave by using Claude. */
const SHARE_OF_PEOPLE = 0.86;

/** Everyone's visits over the ninety days. */
export function visits(line: Timeline): void {
  const total = (line.size.activities * SHARE_OF_PEOPLE) / ENTRIES_PER_VISIT;
  const active = line.people.filter(({ habit }) => habit === 'uses');
  const weights = active.reduce((sum, { weight }) => sum + weight, 0);
  for (const person of line.people) {
    if (person.habit === 'uses')
      visitsOf(line, person, Math.max(3, Math.round((total * person.weight) / weights)));
    if (person.habit === 'only-signs-in') visitsOf(line, person, 5);
  }
}

function visitsOf(line: Timeline, person: Person, count: number): void {
  const draw = random(mix3(line.seed, 0x715, person.index));
  const until = presentUntil(person, line.calendar);
  const starts = Array.from({ length: count }, () => line.calendar.visit(draw))
    .filter((start) => start > person.joinedAt && start < until - DAY / 4)
    .sort((a, b) => a - b);
  const chats: Chat[] = [];
  const homes = person.organizations.filter((organization) => isChatOrganization(line, organization));
  if (person.habit === 'uses' && draw.chance(0.3))
    legacyChat(line, { person, draw, organization: homes[0]!, chats });
  for (const start of starts) {
    const client = clientAt(person, draw.pick(person.clients), start);
    const visit: Visit = { person, organization: draw.pick(homes), client, draw, chats, now: start };
    if (person.habit === 'only-signs-in' || draw.chance(0.12)) signIn(line, visit);
    if (person.habit === 'uses') sit(line, visit);
  }
}

function signIn(line: Timeline, visit: Visit): void {
  const { person, client } = visit;
  const deed = { person: person.index, client, organization: NONE };
  record(
    line.log,
    { ...deed, at: visit.now - 20, type: 'sso_login_initiated' },
    ACTOR.unauthenticated_user_actor,
  );
  record(line.log, { ...deed, at: visit.now - 8, type: 'sso_login_succeeded' });
}

function sit(line: Timeline, visit: Visit): void {
  const { draw } = visit;
  openSomething(line, visit);
  const steps = draw.integer(1, 3);
  for (let step = 0; step < steps; step++) {
    visit.now += draw.integer(5, 90);
    const what = draw.next();
    if (what < 0.5 || visit.chats.length === 0) startChat(line, visit);
    else if (what < 0.68) continueChat(line, visit);
    else if (what < 0.9) viewChat(line, visit);
    else viewProject(line, visit);
    if (draw.chance(0.03)) sideEvent(line, visit);
  }
  if (visit.chats.length > 0) viewChat(line, visit);
}

/** Apps load something on start: a chat of before, else a project. */
function openSomething(line: Timeline, visit: Visit): void {
  if (visit.chats.length > 0) viewChat(line, visit);
  else viewProject(line, visit);
}

function viewProject(line: Timeline, visit: Visit): void {
  const { person, client, organization, draw } = visit;
  const project = draw.pick(line.projects);
  if (project.organization !== organization || project.createdAt > visit.now) return;
  if (project.deletedAt !== 0 && project.deletedAt <= visit.now) return;
  const deed = { person: person.index, client, organization, object: project.index };
  record(line.log, { ...deed, at: visit.now, type: 'claude_project_viewed' });
}

/** In the middle of a sitting, things that are neither use nor administration, or that nobody knows yet. */
function sideEvent(line: Timeline, visit: Visit): void {
  const { person, client, organization, draw } = visit;
  const type = draw.pick([
    'claude_user_settings_updated',
    'claude_code_user_settings_updated',
    'claude_chat_pinned',
    'claude_whiteboard_created',
    'loom_run_started',
  ]);
  record(line.log, { at: visit.now, type, person: person.index, client, organization });
}
