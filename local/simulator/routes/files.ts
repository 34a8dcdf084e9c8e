import { notFound } from '../problem.ts';
import { type Answer, type Call, json, type Route, reaches } from '../route.ts';
import { type ContentKind, storedContent, storedText } from '../stored-content.ts';
import { answeredAt, isDeleted } from '../world/chats.ts';
import type { StoredFile } from '../world/files.ts';
import { uuidBehind } from '../world/ids.ts';
import { zulu } from '../world/moments.ts';
import { messageIndex } from './messages.ts';
import { artifactTitle, description, isGone } from './references.ts';

const scope = 'read:compliance_user_data';

/** Compliance API, Files: chat files and project files alike. */
export const fileMetadata: Route = {
  endpoint: '/v1/compliance/apps/chats/files/{}',
  scope,
  parameters: {},
  answer(call) {
    const { world } = call;
    const file = findFile(call);
    const chat = world.chats[file.chat];
    const position = 2 * file.turn + (file.source === 'assistant' ? 1 : 0);
    return json({
      id: world.ids.tagged('file', file.index),
      ...description(world, 'file', file.index),
      created_at: zulu(file.createdAt),
      claude_chat_ids: chat ? [world.ids.tagged('chat', chat.index)] : [],
      message_ids: chat ? [world.ids.tagged('message', messageIndex(chat, { position }))] : [],
    });
  },
};

export const fileContent: Route = {
  endpoint: '/v1/compliance/apps/chats/files/{}/content',
  scope,
  parameters: {},
  answer: (call) => download(call, 'file', findFile(call).index),
};

export const generatedFileMetadata: Route = {
  endpoint: '/v1/compliance/apps/chats/generated-files/{}',
  scope,
  parameters: {},
  answer(call) {
    const { world } = call;
    const file = findInChat(
      call,
      'generatedFile',
      world.generatedFiles,
      `Generated file not found: '${call.path[0]}'`,
    );
    return json({
      id: world.ids.tagged('generatedFile', file.index),
      claude_chat_id: world.ids.tagged('chat', file.chat),
      created_at: zulu(answeredAt(world.chats[file.chat]!, file.turn)),
      ...description(world, 'generated', file.index),
    });
  },
};

export const generatedFileContent: Route = {
  endpoint: '/v1/compliance/apps/chats/generated-files/{}/content',
  scope,
  parameters: {},
  answer(call) {
    const missing = `Generated file content not found: '${call.path[0]}'`;
    return download(
      call,
      'generated',
      findInChat(call, 'generatedFile', call.world.generatedFiles, missing).index,
    );
  },
};

export const artifactMetadata: Route = {
  endpoint: '/v1/compliance/apps/artifacts/{}',
  scope,
  parameters: {},
  answer(call) {
    const { world } = call;
    const version = findVersion(call);
    const { sizeBytes, md5 } = storedContent(world, 'artifact', version.index);
    return json({
      ...artifactIds(call, version),
      title: artifactTitle(world, version.artifact),
      artifact_type: 'text/markdown',
      claude_chat_id: world.ids.tagged('chat', version.chat),
      created_at: zulu(answeredAt(world.chats[version.chat]!, version.turn)),
      size_bytes: sizeBytes,
      md5,
    });
  },
};

/** JSON, not the raw text. That it repeats the identifiers is not certain. */
export const artifactContent: Route = {
  endpoint: '/v1/compliance/apps/artifacts/{}/content',
  scope,
  parameters: {},
  answer(call) {
    const version = findVersion(call);
    return json({
      ...(call.behaviour.artifactContentIds ? artifactIds(call, version) : {}),
      title: artifactTitle(call.world, version.artifact),
      artifact_type: 'text/markdown',
      content: storedText(call.world, 'artifact', version.index),
    });
  },
};

/** The error names the UUID behind the identifier, not the identifier that was sent. */
function findFile(call: Call): StoredFile {
  const { world, now } = call;
  const id = call.path[0]!;
  const index = world.ids.indexOf('file', id);
  const file = index === undefined ? undefined : world.files[index];
  const chat = file ? world.chats[file.chat] : undefined;
  const missing = !file || file.createdAt > now || isGone(file, now) || !reaches(call, file.organization);
  if (missing || (chat && isDeleted(chat, now))) throw notFound(`File not found: ${uuidBehind(id) ?? id}`);
  return file;
}

function findVersion(call: Call) {
  return findInChat(
    call,
    'artifactVersion',
    call.world.artifactVersions,
    `Artifact version not found: '${call.path[0]}'`,
  );
}

/** Something that the assistant made, unless its chat is gone or has not come that far. */
function findInChat<T extends { readonly chat: number; readonly turn: number }>(
  call: Call,
  kind: 'generatedFile' | 'artifactVersion',
  list: readonly T[],
  missing: string,
): T {
  const { world, now } = call;
  const found = list[world.ids.indexOf(kind, call.path[0]!) ?? -1];
  const chat = found && world.chats[found.chat]!;
  const isThere =
    chat && answeredAt(chat, found.turn) <= now && !isDeleted(chat, now) && reaches(call, chat.organization);
  if (!isThere) throw notFound(missing);
  return found;
}

function artifactIds({ world }: Call, version: { readonly artifact: number; readonly index: number }) {
  return {
    id: world.ids.tagged('artifact', version.artifact),
    version_id: world.ids.tagged('artifactVersion', version.index),
  };
}

export function download({ world }: Call, kind: ContentKind, index: number): Answer {
  const { filename, mimeType, md5, chunks } = storedContent(world, kind, index);
  return { download: { filename, mimeType, md5, chunks: chunks() } };
}
