import { type Download, download } from './download.ts';
import { list, name } from './fields.ts';
import { understood } from './page.ts';
import { type FileRef, fileRef } from './references.ts';
import { path } from './request.ts';
import type { Transport } from './transport.ts';

export interface FileMetadata extends FileRef {
  readonly chatIds: readonly string[];
  readonly messageIds: readonly string[];
}

export interface GeneratedFileMetadata extends FileRef {
  readonly chatId: string | null;
}

/** Every method throws AppError `not-found` GONE for files that were deleted or have reached their retention. */
export interface FilesApi {
  /** Of chat files and project files alike. */
  fileMetadata(fileId: string): Promise<FileMetadata>;
  /** What is stored, which for many documents is only their text under the original name and type. */
  fileContent(fileId: string): Promise<Download>;
  generatedFileMetadata(fileId: string): Promise<GeneratedFileMetadata>;
  generatedFileContent(fileId: string): Promise<Download>;
}

/** Compliance API, Files and Generated files. Needs `read:compliance_user_data`. */
export function filesApi(transport: Transport): FilesApi {
  return {
    fileMetadata: async (fileId) => {
      const { body } = await transport.json(path`/apps/chats/files/${fileId}`);
      const chatIds = list(body.claude_chat_ids).flatMap((id) => name(id) ?? []);
      const messageIds = list(body.message_ids).flatMap((id) => name(id) ?? []);
      return { ...understood(fileRef(body), 'file'), chatIds, messageIds };
    },

    fileContent: async (fileId) => download(await transport.open(path`/apps/chats/files/${fileId}/content`)),

    generatedFileMetadata: async (fileId) => {
      const { body } = await transport.json(path`/apps/chats/generated-files/${fileId}`);
      return { ...understood(fileRef(body), 'generated file'), chatId: name(body.claude_chat_id) };
    },

    generatedFileContent: async (fileId) =>
      download(await transport.open(path`/apps/chats/generated-files/${fileId}/content`)),
  };
}
