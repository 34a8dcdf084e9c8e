/** One entry of a tenant's activity feed, reduced to what the product uses (Compliance API, Activities). */
export interface Activity {
  readonly id: string;
  /** The provider's name, such as `claude_chat_created`; names that we don't know pass through. */
  readonly type: string;
  /** When it happened, epoch ms. */
  readonly at: number;
  /** The provider's name, such as `user_actor`; `unknown` when the entry names none. */
  readonly actorType: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly userAgent: string | null;
  readonly ip: string | null;
  /** Null for entries that belong to no organization, such as sign-ins. */
  readonly organizationUuid: string | null;
  readonly chatId?: string;
  readonly projectId?: string;
  readonly fileId?: string;
  readonly documentId?: string;
  readonly artifactId?: string;
  readonly artifactVersionId?: string;
}

/** What every call to the Compliance API leaves in the feed, ours included: 1,440 a day at one call a minute. */
export const apiAccessType = 'compliance_api_accessed';

const chatCreationTypes: ReadonlySet<string> = new Set(['claude_chat_created']);

const uploadTypes: ReadonlySet<string> = new Set([
  'claude_file_uploaded',
  'claude_project_file_uploaded',
  'claude_project_document_uploaded',
  'claude_project_document_updated',
]);

/** Someone works with chats, files, projects or artifacts. Refused and failed attempts are not use. */
const contentUseTypes: ReadonlySet<string> = new Set([
  ...chatCreationTypes,
  ...uploadTypes,
  'claude_chat_updated',
  'claude_chat_settings_updated',
  'claude_chat_viewed',
  'claude_chat_deleted',
  'claude_chat_snapshot_created',
  'claude_chat_snapshot_viewed',
  'claude_chat_snapshot_deleted',
  'claude_chat_sync_source_created',
  'claude_chat_sync_source_updated',
  'claude_chat_sync_source_deleted',
  'claude_file_viewed',
  'claude_file_deleted',
  'claude_file_exported',
  'claude_project_created',
  'claude_project_viewed',
  'claude_project_archived',
  'claude_project_deleted',
  'claude_project_sharing_updated',
  'claude_project_document_viewed',
  'claude_project_document_deleted',
  'claude_project_file_deleted',
  'claude_project_sync_source_created',
  'claude_project_sync_source_updated',
  'claude_project_sync_source_deleted',
  'claude_artifact_created',
  'claude_artifact_viewed',
  'claude_artifact_published',
  'claude_artifact_sharing_updated',
  'claude_artifact_commented',
  'claude_artifact_comments_viewed',
  'claude_artifact_duplicated',
  'claude_published_artifact_deleted',
]);

/** About content, but no use of it: refusals, failures, administration (Compliance API, Activity types). */
const otherContentTypes: ReadonlySet<string> = new Set([
  'claude_chat_access_failed',
  'claude_chat_deletion_failed',
  'claude_file_access_failed',
  'claude_project_reported',
  'claude_project_document_access_failed',
  'claude_project_document_deletion_failed',
  'claude_project_document_bulk_deletion_audit_truncated',
  'claude_project_file_access_failed',
  'claude_project_file_deletion_failed',
  'claude_project_file_bulk_deletion_audit_truncated',
  'claude_artifact_access_failed',
  'claude_artifact_external_sharing_permission_updated',
  'claude_artifact_invite_created',
  'claude_artifact_invite_accepted',
  'claude_artifact_invite_revoked',
  'claude_artifact_invite_role_updated',
]);

const contentFamily = /^claude_(?:chat|file|project|artifact|published_artifact)_/;

/** Claude's own processes act in a person's name from this address (Compliance API, Actors). */
const backgroundAddress = '0.0.0.0';

/** Whether someone started a chat: the entry that says which interface the chat belongs to. */
export function isChatCreation(type: string): boolean {
  return chatCreationTypes.has(type);
}

/** Whether someone gave Claude a file or a document. */
export function isUpload(type: string): boolean {
  return uploadTypes.has(type);
}

/** Whether someone worked with chats, files, projects or artifacts. */
export function isContentUse(type: string): boolean {
  return contentUseTypes.has(type);
}

/** Whether the name speaks of content in a way that this version has never seen. */
export function isUnknownContentType(type: string): boolean {
  return contentFamily.test(type) && !contentUseTypes.has(type) && !otherContentTypes.has(type);
}

/** Whether a signed-in person did this: not a key, not a directory, not Anthropic, not a background process. */
export function isByPerson(activity: Activity): activity is Activity & { readonly userId: string } {
  return activity.actorType === 'user_actor' && activity.userId !== null && activity.ip !== backgroundAddress;
}
