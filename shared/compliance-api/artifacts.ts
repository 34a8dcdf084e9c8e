import { count, name, text } from './fields.ts';
import { understood } from './page.ts';
import { type ArtifactRef, artifactRef } from './references.ts';
import { path } from './request.ts';
import { epochMs } from './timestamps.ts';
import type { AnswerSource, Transport } from './transport.ts';

export interface ArtifactMetadata extends ArtifactRef {
  readonly chatId: string | null;
  readonly createdAt: number | null;
  /** Size and hash (hex) of the text in UTF-8, not of the JSON around it. */
  readonly sizeBytes: number | null;
  readonly md5: string | null;
}

export interface ArtifactContent extends AnswerSource {
  readonly content: string;
  readonly title: string | null;
  readonly artifactType: string | null;
}

/** Both methods throw AppError `not-found` GONE for versions that no longer exist. */
export interface ArtifactsApi {
  artifactMetadata(versionId: string): Promise<ArtifactMetadata>;
  artifactContent(versionId: string): Promise<ArtifactContent>;
}

/** Compliance API, Artifacts: text, one version at a time, as JSON. Needs `read:compliance_user_data`. */
export function artifactsApi(transport: Transport): ArtifactsApi {
  return {
    artifactMetadata: async (versionId) => {
      const { body } = await transport.json(path`/apps/artifacts/${versionId}`);
      return {
        ...understood(artifactRef(body), 'artifact'),
        chatId: name(body.claude_chat_id),
        createdAt: epochMs(body.created_at),
        sizeBytes: count(body.size_bytes),
        md5: name(body.md5),
      };
    },

    artifactContent: async (versionId) => {
      const { body, ...source } = await transport.json(path`/apps/artifacts/${versionId}/content`);
      const content = understood(text(body.content), 'artifact content');
      return { content, title: text(body.title), artifactType: name(body.artifact_type), ...source };
    },
  };
}
