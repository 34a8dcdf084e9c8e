import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../shared/domain/integration.ts';
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
