import { count, type Fields, fieldsOf, list, name, text } from './fields.ts';
import { epochMs } from './timestamps.ts';

/** A file as a message names it. Its MIME type and name are what was recorded, not what the bytes are. */
export interface FileRef {
  readonly id: string;
  readonly filename: string | null;
  readonly mimeType: string | null;
  readonly sizeBytes: number | null;
  /** Lower-case hex. */
  readonly md5: string | null;
  readonly createdAt: number | null;
}

export interface ArtifactRef {
  readonly artifactId: string;
  /** What content is fetched by. */
  readonly versionId: string;
  readonly title: string | null;
  readonly artifactType: string | null;
}

export function fileRefs(value: unknown): FileRef[] {
  return list(value).flatMap((entry) => fileRef(fieldsOf(entry) ?? {}) ?? []);
}

export function fileRef(fields: Fields): FileRef | null {
  const id = name(fields.id);
  if (id === null) return null;
  return {
    id,
    filename: text(fields.filename),
    mimeType: name(fields.mime_type),
    sizeBytes: count(fields.size_bytes),
    md5: name(fields.md5),
    createdAt: epochMs(fields.created_at),
  };
}

export function artifactRefs(value: unknown): ArtifactRef[] {
  return list(value).flatMap((entry) => artifactRef(fieldsOf(entry) ?? {}) ?? []);
}

export function artifactRef(fields: Fields): ArtifactRef | null {
  const artifactId = name(fields.id);
  const versionId = name(fields.version_id);
  if (artifactId === null || versionId === null) return null;
  return { artifactId, versionId, title: text(fields.title), artifactType: name(fields.artifact_type) };
}
