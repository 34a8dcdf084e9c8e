import { type Fields, name, text } from './fields.ts';
import { itemsOf, type ListOptions, type TokenPage, tokenStep, understood, walk } from './page.ts';
import { type Person, person } from './people.ts';
import { type FileRef, fileRef } from './references.ts';
import { path, query } from './request.ts';
import { epochMs, timestamp } from './timestamps.ts';
import type { AnswerSource, Transport } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly deletedAt: number | null;
  readonly organizationUuid: string | null;
  readonly user: Person | null;
}

/** Free text that people wrote for Claude. */
export interface ProjectDetail extends Project {
  readonly description: string;
  readonly instructions: string;
}

/** A file (content: `fileContent`) or a text document (content: `projectDocument`). */
export interface ProjectAttachment extends FileRef {
  readonly type: 'file' | 'document';
}

export interface ProjectDocument extends AnswerSource {
  readonly id: string;
  readonly filename: string | null;
  readonly content: string;
  readonly createdAt: number | null;
  readonly user: Person | null;
}

export interface ProjectDocumentMetadata extends FileRef {
  readonly projectId: string | null;
  readonly user: Person | null;
}

export interface ProjectsOptions extends ListOptions {
  /** Epoch ms, inclusive. */
  readonly updatedAtGte?: number | undefined;
}

/** Methods that take an id throw AppError `not-found` GONE when it no longer exists. Up to 100 a page. */
export interface ProjectsApi {
  projects(options?: ProjectsOptions): AsyncGenerator<TokenPage<Project>, void>;
  project(projectId: string): Promise<ProjectDetail>;
  projectAttachments(
    projectId: string,
    options?: ListOptions,
  ): AsyncGenerator<TokenPage<ProjectAttachment>, void>;
  projectDocument(documentId: string): Promise<ProjectDocument>;
  projectDocumentMetadata(documentId: string): Promise<ProjectDocumentMetadata>;
}

const maxLimit = 100;

const attachmentTypes: Readonly<Record<string, ProjectAttachment['type']>> = {
  project_file: 'file',
  project_doc: 'document',
};

/** Compliance API, Projects. Needs `read:compliance_user_data`. */
export function projectsApi(transport: Transport, unknowns: Unknowns): ProjectsApi {
  return {
    projects: ({ page = null, limit = maxLimit, updatedAtGte } = {}) =>
      walk(page, async (token) => {
        const since = updatedAtGte === undefined ? null : timestamp(updatedAtGte);
        const parameters = query({ 'updated_at.gte': since, page: token, limit });
        const answer = await transport.json(path`/apps/projects`, parameters);
        return tokenStep(answer, itemsOf(answer.body.data, projectOf, unknowns, 'project'), 'has-more');
      }),

    project: async (projectId) => {
      const { body } = await transport.json(path`/apps/projects/${projectId}`);
      const texts = {
        description: text(body.description) ?? '',
        instructions: text(body.instructions) ?? '',
      };
      return { ...understood(projectOf(body), 'project'), ...texts };
    },

    projectAttachments: (projectId, { page = null, limit = maxLimit } = {}) =>
      walk(page, async (token) => {
        const target = path`/apps/projects/${projectId}/attachments`;
        const answer = await transport.json(target, query({ page: token, limit }));
        const read = (entry: Fields) => attachmentOf(entry, unknowns);
        return tokenStep(answer, itemsOf(answer.body.data, read, unknowns, 'attachment'), 'has-more');
      }),

    projectDocument: async (documentId) => {
      const { body, ...source } = await transport.json(path`/apps/projects/documents/${documentId}`);
      return {
        id: name(body.id) ?? documentId,
        filename: text(body.filename),
        content: understood(text(body.content), 'project document'),
        createdAt: epochMs(body.created_at),
        user: person(body.user),
        ...source,
      };
    },

    projectDocumentMetadata: async (documentId) => {
      const { body } = await transport.json(path`/apps/projects/documents/${documentId}/metadata`);
      const ref = understood(fileRef(body), 'project document');
      return { ...ref, projectId: name(body.claude_project_id), user: person(body.user) };
    },
  };
}

function projectOf(entry: Fields): Project | null {
  const id = name(entry.id);
  if (id === null) return null;
  return {
    id,
    name: text(entry.name) ?? '',
    createdAt: epochMs(entry.created_at),
    updatedAt: epochMs(entry.updated_at),
    deletedAt: epochMs(entry.deleted_at),
    organizationUuid: name(entry.organization_uuid),
    user: person(entry.user),
  };
}

/** An attachment of an unknown type is left out and counted: nobody would know how to fetch it. */
function attachmentOf(entry: Fields, unknowns: Unknowns): ProjectAttachment | null {
  const wireType = name(entry.type) ?? '(none)';
  const type = attachmentTypes[wireType];
  if (!type) unknowns.add('attachment-type', wireType);
  const ref = fileRef(entry);
  return type && ref ? { type, ...ref } : null;
}
