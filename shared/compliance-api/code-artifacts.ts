import { type Download, download } from './download.ts';
import { type Fields, fieldsOf, list, name, text } from './fields.ts';
import { itemsOf, type ListOptions, type TokenPage, tokenStep, walk } from './page.ts';
import { path, query } from './request.ts';
import { epochMs } from './timestamps.ts';
import type { Transport } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

/** Published from Claude Code. */
export interface CodeArtifact {
  readonly id: string;
  readonly organizationUuid: string | null;
  /** Null when a session of an agent published it. */
  readonly ownerUserId: string | null;
  /** `org`, `owner`, `public` or `users`. */
  readonly readMode: string | null;
  readonly publishedVersionId: string | null;
  readonly updatedAt: number | null;
  /** About the 20 newest. */
  readonly versions: readonly CodeArtifactVersion[];
}

export interface CodeArtifactVersion {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number | null;
}

export interface CodeArtifactsApi {
  /** All of them, up to 100 a page. The filter on changes never finds very old ones, so there is none. */
  codeArtifacts(options?: ListOptions): AsyncGenerator<TokenPage<CodeArtifact>, void>;
  /** @throws AppError GONE when the version was rotated out: list again. */
  codeArtifactContent(artifactId: string, versionId: string): Promise<Download>;
}

const maxLimit = 100;

/** Compliance API, Code artifacts. Needs `read:compliance_user_data`. */
export function codeArtifactsApi(transport: Transport, unknowns: Unknowns): CodeArtifactsApi {
  return {
    codeArtifacts: ({ page = null, limit = maxLimit } = {}) =>
      walk(page, async (token) => {
        const answer = await transport.json(path`/apps/code/artifacts`, query({ page: token, limit }));
        return tokenStep(
          answer,
          itemsOf(answer.body.data, artifactOf, unknowns, 'code artifact'),
          'next-page',
        );
      }),

    codeArtifactContent: async (artifactId, versionId) =>
      download(await transport.open(path`/apps/code/artifacts/${artifactId}/versions/${versionId}`)),
  };
}

function artifactOf(entry: Fields): CodeArtifact | null {
  const id = name(entry.id);
  if (id === null) return null;
  return {
    id,
    organizationUuid: name(entry.organization_uuid),
    ownerUserId: name(entry.owner_user_id),
    readMode: name(entry.read_mode),
    publishedVersionId: name(entry.published_version_id),
    updatedAt: epochMs(entry.updated_at),
    versions: list(entry.versions).flatMap((version) => versionOf(fieldsOf(version) ?? {}) ?? []),
  };
}

function versionOf(entry: Fields): CodeArtifactVersion | null {
  const id = name(entry.id);
  return id === null ? null : { id, name: text(entry.name) ?? '', createdAt: epochMs(entry.created_at) };
}
