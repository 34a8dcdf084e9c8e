import { notFound } from '../problem.ts';
import { type Call, json, type Route, reaches } from '../route.ts';
import { storedContent, storedText } from '../stored-content.ts';
import { zuluMicros } from '../world/moments.ts';
import type { ProjectDocument } from '../world/projects.ts';
import { isGone } from './references.ts';
import { userOrNull } from './user-record.ts';

const scope = 'read:compliance_user_data';

/** Compliance API, Project documents: JSON with the text. */
export const projectDocument: Route = {
  endpoint: '/v1/compliance/apps/projects/documents/{}',
  scope,
  parameters: {},
  answer(call) {
    const found = findDocument(call);
    const { filename } = storedContent(call.world, 'project document', found.index);
    return json({
      id: call.path[0],
      filename,
      content: storedText(call.world, 'project document', found.index),
      created_at: zuluMicros(found.createdAt),
      user: userOrNull(call, found.user),
    });
  },
};

export const projectDocumentMetadata: Route = {
  endpoint: '/v1/compliance/apps/projects/documents/{}/metadata',
  scope,
  parameters: {},
  answer(call) {
    const found = findDocument(call);
    const { filename, sizeBytes, md5 } = storedContent(call.world, 'project document', found.index);
    return json({
      id: call.path[0],
      claude_project_id: call.world.ids.tagged('project', found.project),
      filename,
      mime_type: 'text/plain',
      size_bytes: sizeBytes,
      md5,
      created_at: zuluMicros(found.createdAt),
      user: userOrNull(call, found.user),
    });
  },
};

function findDocument(call: Call): ProjectDocument {
  const { world, now } = call;
  const found = world.projectDocuments[world.ids.indexOf('projectDocument', call.path[0]!) ?? -1];
  const owner = found && world.projects[found.project]!;
  const isThere =
    owner &&
    found.createdAt <= now &&
    !isGone(found, now) &&
    !isGone(owner, now) &&
    reaches(call, owner.organization);
  if (!isThere) throw notFound('No project document found with the provided id.');
  return found;
}
