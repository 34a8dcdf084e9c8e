import type { Call } from '../route.ts';
import { storedContent } from '../stored-content.ts';
import { zulu } from '../world/moments.ts';
import type { Project } from '../world/projects.ts';
import { description, isGone } from './references.ts';

/** Word files and the like become documents; everything else stays a file. */
export function attachmentsOf({ world, now }: Call, found: Project) {
  const present = <
    T extends { readonly project: number; readonly createdAt: number; readonly deletedAt: number },
  >(
    list: readonly T[],
  ) =>
    list.filter(
      (content) => content.project === found.index && content.createdAt <= now && !isGone(content, now),
    );
  const files = present(world.files).map((file) => {
    const { mime_type, ...rest } = description(world, 'file', file.index);
    const id = world.ids.tagged('file', file.index);
    const type = { mime_type: mime_type ?? 'application/octet-stream' };
    return { type: 'project_file', id, ...rest, ...type, created_at: zulu(file.createdAt) };
  });
  const documents = present(world.projectDocuments).map((document) => ({
    type: 'project_doc',
    id: world.ids.tagged('projectDocument', document.index),
    filename: storedContent(world, 'project document', document.index).filename,
    mime_type: 'text/plain',
    created_at: zulu(document.createdAt),
    updated_at: null,
  }));
  return [...files, ...documents].toSorted(
    (a, b) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id),
  );
}
