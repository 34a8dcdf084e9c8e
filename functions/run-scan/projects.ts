import type { Project } from '../../shared/compliance-api/projects.ts';
import { batches } from '../../shared/concurrency.ts';
import { CHUNK_SIZE, type Item, needsInspection } from '../../shared/domain/item.ts';
import { phaseAfter } from '../../shared/domain/scan.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { attributedAnew, attribution } from './attribution.ts';
import { projectChunkId } from './chunk-ids.ts';
import { listChanged } from './list-changed.ts';
import { type ScanWork, withEvidence } from './scan-work.ts';

/**
 * Lists the projects whose description or instructions can have changed: one item for each version of a project. Their
 * files and documents come with the activities that uploaded them, so attachments need not be listed: those would only
 * add what was uploaded before the first day that was read.
 */
export async function listProjects(work: ScanWork): Promise<ScanProgress> {
  const { deps, scan, counts, provider } = work;
  const next = { phase: phaseAfter('projects'), phasePosition: {} };
  if (!scan.coverage.projects) return next;
  const { entries, evidence } = await listChanged(work, 'projects', 'Projects', (from) =>
    provider.projects({ updatedAtGte: from }),
  );

  const unread = (await deps.scans.retries(scan.tenant)).filter(
    ({ kind }) => kind === 'project_instructions',
  );
  const origins = await deps.agents.chatOrigins(
    scan.tenant,
    [...unread, ...entries].map(({ id }) => id),
  );
  const again = unread.map((item) => {
    const origin = origins.get(item.id);
    return origin ? attributedAnew(work, item, origin, null) : item;
  });
  const listed = entries.map((project) => {
    const owner = attribution(work, project.user?.id, origins.get(project.id), project.createdAt);
    return textOf(project, owner, evidence.to ?? '');
  });
  const items = new Map([...again, ...listed].map((item) => [item.id, item]));
  const known = await deps.events.known(scan.tenant, [...items.keys()]);
  const fresh = [...items.values()].filter((item) =>
    needsInspection(item, known.get(item.id), scan.policyVersion),
  );
  const chunks = batches(fresh, CHUNK_SIZE).map((chunk, index) => ({
    chunkId: projectChunkId(index),
    items: chunk,
  }));
  // Where it is stale, so is the checkpoint that follows.
  await deps.scans.putChunks(scan, projectChunkId(), chunks);
  counts.listed += fresh.length;
  counts.alreadyInspected += items.size - fresh.length;
  return { ...next, evidence: withEvidence(scan, evidence) };
}

function textOf(project: Project, owner: ReturnType<typeof attribution>, now: string): Item {
  const { id, updatedAt, createdAt, deletedAt, user } = project;
  const changed = updatedAt ?? createdAt;
  const at = changed === null ? now : new Date(changed).toISOString();
  return {
    ...owner,
    id,
    kind: 'project_instructions',
    at,
    email: user?.email ?? null,
    chatId: null,
    projectId: id,
    version: at,
    ...(deletedAt !== null && { deleted: true }),
  };
}
