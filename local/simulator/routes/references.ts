import type { Call } from '../route.ts';
import { type ContentKind, storedContent } from '../stored-content.ts';
import type { Chat } from '../world/chats.ts';
import { title } from '../world/documents/prose.ts';
import type { StoredFile } from '../world/files.ts';
import { zulu } from '../world/moments.ts';
import { random, seedOf } from '../world/random.ts';
import type { World } from '../world/world.ts';

/** Uploads of one turn. Deleted ones are gone from the message as well. */
export function fileRefs({ world, now }: Call, chat: Chat, turn: number) {
  const files = ofTurn(world.byChat.files, chat, turn).filter(
    (file) => file.source === 'chat' && !isGone(file, now),
  );
  if (files.length === 0) return null;
  return files.map((file) => ({
    id: world.ids.tagged('file', file.index),
    created_at: zulu(file.createdAt),
    ...description(world, 'file', file.index),
  }));
}

/** Binaries that the assistant made: most have identifiers of their own, some those of uploads. */
export function generatedRefs({ world, now }: Call, chat: Chat, turn: number) {
  const own = ofTurn(world.byChat.generatedFiles, chat, turn).map((file) => ({
    id: world.ids.tagged('generatedFile', file.index),
    ...description(world, 'generated', file.index),
  }));
  const asUploads = ofTurn(world.byChat.files, chat, turn)
    .filter((file) => file.source === 'assistant' && !isGone(file, now))
    .map((file) => ({ id: world.ids.tagged('file', file.index), ...description(world, 'file', file.index) }));
  const all = [...own, ...asUploads];
  return all.length === 0 ? null : all;
}

/** Versions of artifacts that this turn made. */
export function artifactRefs({ world }: Call, chat: Chat, turn: number) {
  const versions = ofTurn(world.byChat.artifactVersions, chat, turn);
  if (versions.length === 0) return null;
  return versions.map((version) => ({
    id: world.ids.tagged('artifact', version.artifact),
    version_id: world.ids.tagged('artifactVersion', version.index),
    title: artifactTitle(world, version.artifact),
    artifact_type: 'text/markdown',
  }));
}

export function artifactTitle(world: World, artifact: number): string {
  return title(random(seedOf(world.seed, `artifact ${artifact}`)));
}

export function isGone({ deletedAt }: Pick<StoredFile, 'deletedAt'>, now: number): boolean {
  return deletedAt !== 0 && deletedAt <= now;
}

/** Name, type, size and hash, as references and metadata show them. */
export function description(world: World, kind: ContentKind, index: number) {
  const { filename, mimeType, sizeBytes, md5 } = storedContent(world, kind, index);
  return { filename, mime_type: mimeType, size_bytes: sizeBytes, md5 };
}

function ofTurn<T extends { readonly turn: number }>(
  byChat: ReadonlyMap<number, readonly T[]>,
  chat: Chat,
  turn: number,
): T[] {
  return byChat.get(chat.index)?.filter((entry) => entry.turn === turn) ?? [];
}
