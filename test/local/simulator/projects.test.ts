import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, type Entry, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

async function pages(path: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  let page = await caller.read(path);
  entries.push(...page.data);
  while (page.next_page !== null) {
    page = await caller.read(`${path}&page=${page.next_page}`);
    entries.push(...page.data);
  }
  return entries;
}

it('lists projects oldest first, with those that a user deleted', async () => {
  const projects = await pages('apps/projects?limit=5');
  expect(projects).toHaveLength(caller.simulator.world.projects.length);
  const times = projects.map(({ created_at }) => created_at);
  expect(times).toEqual(times.toSorted());
  expect(projects.some(({ deleted_at }) => deleted_at !== null)).toBe(true);
});

it('describes a project, its attachments of both kinds and its collaborators', async () => {
  const open = (await pages('apps/projects?limit=100')).filter(({ deleted_at }) => deleted_at === null);
  const kinds = new Set<string>();
  for (const { id } of open) {
    const detail = await caller.read<Entry & { attachments_count: number }>(`apps/projects/${id}`);
    const attachments = await pages(`apps/projects/${id}/attachments?limit=7`);
    expect(attachments).toHaveLength(detail.attachments_count);
    for (const { type } of attachments) kinds.add(type);
    const [owner] = (await caller.read(`apps/projects/${id}/collaborators`)).data;
    expect(owner).toMatchObject({ type: 'user', role: 'owner' });
  }
  expect([...kinds].sort()).toEqual(['project_doc', 'project_file']);
});

it('serves project files like chat files, and project documents as JSON', async () => {
  const { world } = caller.simulator;
  const file = world.files.find(({ source, deletedAt }) => source === 'project' && deletedAt === 0)!;
  expect(
    (await caller.bytes(`apps/chats/files/${world.ids.tagged('file', file.index)}/content`)).status,
  ).toBe(200);
  const document = world.projectDocuments.find(
    ({ deletedAt, project }) => deletedAt === 0 && world.projects[project]!.deletedAt === 0,
  )!;
  const id = world.ids.tagged('projectDocument', document.index);
  const { content } = await caller.read<{ content: string }>(`apps/projects/documents/${id}`);
  const metadata = await caller.read<{ md5: string }>(`apps/projects/documents/${id}/metadata`);
  expect(createHash('md5').update(content).digest('hex')).toBe(metadata.md5);
});

it('answers in its own words what does not exist', async () => {
  const { ids } = caller.simulator.world;
  expect(problemOf(await caller.get(`apps/projects/${ids.tagged('project', 999)}`))[2]).toBe(
    'No project is found with the provided id.',
  );
  expect(
    problemOf(await caller.get(`apps/projects/documents/${ids.tagged('projectDocument', 999)}`))[2],
  ).toBe('No project document found with the provided id.');
});
