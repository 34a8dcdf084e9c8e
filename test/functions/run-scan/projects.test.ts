import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../shared/domain/integration.ts';
import { AppError } from '../../../shared/errors.ts';
import { anActivity, DESKTOP } from '../../support/activities.ts';
import { type ScanWorld, scanWorld } from '../../support/scan-world.ts';

const CARD = ['4539', '1488', '0343', '6467'].join(' ');
const HOUR = 3_600_000;

/** Mira's project with two documents, one with a card number; a third was deleted before anyone looked. */
async function aTenant(coverage: Partial<Coverage> = {}): Promise<ScanWorld> {
  const world = await scanWorld({
    integration: { coverage: { files: true, text: false, projects: true, sessions: false, ...coverage } },
  });
  const { provider } = world;
  provider.userList.set('org-1', [{ id: 'user_mira', fullName: 'Mira', email: 'mira@example.com' }]);
  const upload = (documentId: string, minute: number) =>
    anActivity({
      type: 'claude_project_document_uploaded',
      projectId: 'project_1',
      documentId,
      at: `2026-10-05T08:0${minute}:00Z`,
      userAgent: DESKTOP,
    });
  provider.feed.push(upload('doc_1', 1), upload('doc_2', 2), upload('doc_gone', 3));
  provider.documents.set('doc_1', { filename: 'rates.md', content: `Credit card number: ${CARD}` });
  provider.documents.set('doc_2', { filename: 'plan.md', content: 'Nothing to see.' });
  return world;
}

const documentsOf = async (world: ScanWorld) =>
  (await world.eventsNow()).filter(({ eventType }) => eventType === 'project_document');

const contentCalls = (world: ScanWorld) =>
  world.provider.calls.filter((call) => call.startsWith('projectDocument'));

describe('documents of projects', () => {
  test('are inspected like files, with one call each', async () => {
    const world = await aTenant();

    const scan = await world.scan();

    expect(scan).toMatchObject({ status: 'completed', counts: { listed: 3 } });
    expect(contentCalls(world)).toEqual(['doc_1', 'doc_2', 'doc_gone'].map((id) => `projectDocument ${id}`));
    expect(await documentsOf(world)).toMatchObject([
      {
        item: { id: 'doc_1', name: 'rates.md', mimeType: 'text/plain' },
        interface: 'desktop',
        projectId: 'project_1',
        findings: [{ dataType: 'CREDIT_CARD', count: 1 }],
      },
      { item: { id: 'doc_2' }, inspection: { status: 'clean' } },
      { item: { id: 'doc_gone' }, inspection: { status: 'skipped', reason: 'gone' } },
    ]);
    const row = scan.completeness?.contents?.find(({ kind }) => kind === 'project_documents');
    expect(row).toMatchObject({ status: 'covered', listed: 3, clean: 1, flagged: 1, skipped: 1 });
  });

  test('that are written anew are inspected anew, and only then', async () => {
    const world = await aTenant();
    await world.scan();
    world.provider.documents.set('doc_2', { filename: 'plan.md', content: `Now with the card ${CARD}` });
    const document = { projectId: 'project_1', documentId: 'doc_2' };
    world.provider.feed.push(
      anActivity({ type: 'claude_project_document_updated', ...document, at: '2026-10-20T12:10:00Z' }),
    );
    world.clock.advance(HOUR);

    const second = await world.scan();
    world.clock.advance(HOUR);
    const third = await world.scan();

    expect([second.counts.listed, third.counts.listed]).toEqual([1, 0]);
    expect(contentCalls(world).slice(3)).toEqual(['projectDocument doc_2']);
    expect((await documentsOf(world)).map(({ item, inspection }) => [item.id, inspection.status])).toEqual([
      ['doc_1', 'flagged'],
      ['doc_2', 'clean'],
      ['doc_2@2026-10-20T12:10:00.000Z', 'flagged'],
      ['doc_gone', 'skipped'],
    ]);
  });

  test('are left alone where projects are switched off, and files where those are', async () => {
    const world = await aTenant({ projects: false });
    world.provider.feed.push(anActivity({ type: 'claude_file_uploaded', fileId: 'file_1' }));
    await world.scan();
    expect(contentCalls(world)).toEqual([]);
    expect((await world.eventsNow()).map(({ item }) => item.id)).toEqual(['file_1']);

    const other = await aTenant({ files: false });
    other.provider.feed.push(anActivity({ type: 'claude_file_uploaded', fileId: 'file_1' }));
    await other.scan();
    expect((await other.eventsNow()).map(({ item }) => item.id)).toEqual(['doc_1', 'doc_2', 'doc_gone']);
  });
});

const WRITTEN = Date.parse('2026-10-06T08:00:00Z');

/** A project of Mira's with a card number in its instructions, and one that she has deleted. */
async function withTexts(coverage: Partial<Coverage> = {}): Promise<ScanWorld> {
  const world = await aTenant(coverage);
  const user = { id: 'user_mira', email: 'mira@example.com' };
  world.provider.feed.push(
    anActivity({ type: 'claude_project_created', projectId: 'project_1', userAgent: DESKTOP }),
  );
  world.provider.projectList.push(
    { id: 'project_1', name: 'Rates', updatedAt: WRITTEN, user, instructions: `Use the card ${CARD}` },
    { id: 'project_2', name: 'Old', updatedAt: WRITTEN, deletedAt: WRITTEN, user },
  );
  return world;
}

const textsOf = async (world: ScanWorld) =>
  (await world.eventsNow()).filter(({ eventType }) => eventType === 'project_instructions');

const findingsOf = async (world: ScanWorld) =>
  Object.values((await world.agentsNow())['user_mira.desktop']?.findings ?? {}).reduce((a, b) => a + b, 0);

const textCalls = (world: ScanWorld) => world.provider.calls.filter((call) => call.startsWith('project '));

/** One line of project_1 is changed, an hour later. */
function change(world: ScanWorld, instructions: string): void {
  const updatedAt = world.clock.now() + HOUR;
  world.provider.projectList = world.provider.projectList.map((project) =>
    project.id === 'project_1' ? { ...project, updatedAt, instructions } : project,
  );
  world.clock.advance(2 * HOUR);
}

describe('descriptions and instructions of projects', () => {
  test('are inspected with a call for each project that changed, and none for what is deleted', async () => {
    const world = await withTexts();

    const scan = await world.scan();

    expect(textCalls(world)).toEqual(['project project_1']);
    expect(await textsOf(world)).toMatchObject([
      {
        time: '2026-10-06T08:00:00.000Z',
        item: { id: 'project_1', name: 'Rates' },
        user: { userId: 'user_mira' },
        interface: 'desktop',
        projectId: 'project_1',
        findings: [{ dataType: 'CREDIT_CARD', count: 1 }],
      },
    ]);
    expect(scan.settled.skippedReasons).toEqual({ gone: 1, deleted_by_user: 1 });
    const row = scan.completeness?.contents?.find(({ kind }) => kind === 'project_instructions');
    expect(row).toMatchObject({
      status: 'covered',
      lastCompleteRead: '2026-10-20T11:58:00.000Z',
      ...{ listed: 2, clean: 0, flagged: 1, skipped: 1, failed: 0 },
    });
  });

  test('are not fetched again while nothing changes', async () => {
    const world = await withTexts();
    await world.scan();
    world.clock.advance(HOUR);

    const scan = await world.scan();

    expect([scan.counts.listed, textCalls(world).length]).toEqual([0, 1]);
    expect((await world.integrationNow()).position?.listedUpTo).toEqual({
      projects: '2026-10-20T12:58:00.000Z',
    });
  });

  test('keep their event while the words are the same, and get another one for other words', async () => {
    const world = await withTexts();
    await world.scan();
    const [event] = await textsOf(world);
    await world.events.move('acme', event?.eventId ?? '', {
      ...{ at: world.clock.iso(), by: 'ada', note: null },
      state: 'resolved',
    });

    change(world, `Use the card ${CARD}`);
    await world.scan();
    expect(await textsOf(world)).toMatchObject([{ eventId: event?.eventId, state: 'resolved' }]);

    change(world, 'Use no card');
    await world.scan();
    expect((await textsOf(world)).map(({ inspection }) => inspection.status).sort()).toEqual([
      'clean',
      'flagged',
    ]);
    // The words that held a card were there, and count.
    expect(await findingsOf(world)).toBe(2);

    change(world, `Use the card ${CARD}`);
    await world.scan();
    expect(await textsOf(world)).toHaveLength(2);
    expect(await findingsOf(world)).toBe(2);
  });

  test('that cannot be had now are tried by the next scan, whatever it lists', async () => {
    const world = await withTexts();
    world.provider.failOn('project project_1', new AppError('contract', 'PROVIDER_ERROR', 'Broken'));

    const first = await world.scan();
    world.clock.advance(48 * HOUR);
    const second = await world.scan();

    expect(first).toMatchObject({ status: 'completed_with_gaps', settled: { failed: 1 } });
    expect(second).toMatchObject({ status: 'completed', counts: { listed: 1 } });
    expect(await textsOf(world)).toMatchObject([{ inspection: { status: 'flagged' } }]);
  });

  test('whose list cannot be read are a gap, and the next scan lists them from there', async () => {
    const world = await withTexts();
    world.provider.failOn('projects', new AppError('contract', 'PROVIDER_ERROR', 'Broken'));

    const first = await world.scan();
    world.clock.advance(48 * HOUR);
    const second = await world.scan();

    expect(first.status).toBe('completed_with_gaps');
    expect(first.completeness?.gaps).toEqual([
      'Projects that changed after 2026-09-20T00:00:00.000Z were not all read: Broken',
    ]);
    expect(second.status).toBe('completed');
    expect(await textsOf(world)).toHaveLength(1);
  });

  test('come to the same where any call fails once or the worker is cut off', async () => {
    const calm = await withTexts();
    await calm.scan();
    for (let nr = 1; nr <= calm.provider.calls.length; nr += 1) {
      const world = await withTexts();
      let calls = 0;
      world.beforeCall = async () => {
        calls += 1;
        if (calls === nr) throw new Error('cut off');
      };

      const scan = await world.scan();

      expect([scan.status, await world.eventsNow()]).toEqual([
        'completed',
        (await calm.eventsNow()).map((event) => ({ ...event, scanId: scan.scanId })),
      ]);
    }
  });
});
