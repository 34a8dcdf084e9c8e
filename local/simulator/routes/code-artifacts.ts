import { pageOf } from '../paging.ts';
import { notFound } from '../problem.ts';
import { ALL_OPERATORS, range } from '../query.ts';
import { type Call, json, organizationFilter, type Route, reaches, userFilter, within } from '../route.ts';
import { zuluMicros } from '../world/moments.ts';
import type { CodeArtifact } from '../world/sessions.ts';
import { download } from './files.ts';
import { pageParameters } from './page-answer.ts';
import { userOrNull } from './user-record.ts';

/** That these are read with the scope for user data is inferred. */
const scope = 'read:compliance_user_data';
/** Room for the versions of an artifact among the published documents. */
const VERSIONS = 8;

/** Compliance API, Code Artifacts: by identifier; pages may be empty before the last. */
export const codeArtifacts: Route = {
  endpoint: '/v1/compliance/apps/code/artifacts',
  scope,
  parameters: {
    'organization_ids[]': { kind: 'list', most: 500 },
    'user_ids[]': { kind: 'list', most: 200 },
    ...range('updated_at', ALL_OPERATORS),
    ...pageParameters(100),
  },
  answer(call) {
    const { world, query, endpoint, now } = call;
    const idOf = ({ index }: CodeArtifact) => world.ids.tagged('codeArtifact', index);
    const all = world.codeArtifacts
      .filter(({ createdAt }) => createdAt <= now)
      .toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const request = { token: query.text('page'), limit: query.integer('limit') ?? 20, binding: endpoint };
    const page = pageOf(all, idOf, request, now);
    const [users, organizations] = [userFilter(call), organizationFilter(call)];
    // Filtered after the page was cut, which is how pages come out short or empty.
    const shown = page.items.filter(
      (artifact) =>
        reaches(call, artifact.organization) &&
        (!users || users.has(artifact.owner)) &&
        (!organizations || organizations.has(artifact.organization)) &&
        within(call, 'updated_at', updatedAt(artifact)),
    );
    return json({
      data: shown.map((artifact) => record(call, artifact)),
      has_more: page.nextPage !== null,
      next_page: page.nextPage,
    });
  },
};

/** The text of its 404 is not published. */
export const codeArtifactVersion: Route = {
  endpoint: '/v1/compliance/apps/code/artifacts/{}/versions/{}',
  scope,
  parameters: {},
  answer(call) {
    const { world, path, now } = call;
    const artifact = world.codeArtifacts[world.ids.indexOf('codeArtifact', path[0]!) ?? -1];
    const version = artifact ? versionsOf(artifact).indexOf(path[1]!) : -1;
    const isThere =
      artifact && version >= 0 && artifact.createdAt <= now && reaches(call, artifact.organization);
    if (!isThere) throw notFound('Code artifact not found.');
    return download(call, 'published', artifact.index * VERSIONS + version);
  },
};

function record({ world, now }: Call, artifact: CodeArtifact) {
  const owner = world.people[artifact.owner];
  const versions = versionsOf(artifact);
  return {
    id: world.ids.tagged('codeArtifact', artifact.index),
    organization_uuid: world.organizations[artifact.organization]!.uuid,
    owner_user_id: owner?.id ?? null,
    user: userOrNull({ world, now }, artifact.owner),
    read_mode: artifact.readMode,
    published_version_id: versions.at(-1)!,
    updated_at: zuluMicros(updatedAt(artifact)),
    versions: versions.map((id, i) => ({
      id,
      name: artifact.name,
      created_at: zuluMicros(artifact.createdAt + 60 * i),
    })),
  };
}

function updatedAt({ createdAt, versions }: CodeArtifact): number {
  return createdAt + 60 * (versions - 1);
}

function versionsOf({ createdAt, versions, index }: CodeArtifact): string[] {
  return Array.from(
    { length: versions },
    (_, i) => `${createdAt + 60 * i}-${(index * 977 + i).toString(16)}`,
  );
}
