import { type Chat, isDeleted, modelOf, updatedAt } from '../world/chats.ts';
import { title } from '../world/documents/prose.ts';
import { zulu } from '../world/moments.ts';
import { mix, random } from '../world/random.ts';
import type { World } from '../world/world.ts';

/** A chat as lists and transcripts show it; without its name once its user deleted it (Compliance API, Chats). */
export function chatRecord(world: World, chat: Chat, now: number) {
  const { ids } = world;
  const deleted = isDeleted(chat, now);
  const organization = world.organizations[chat.organization]!;
  return {
    id: ids.tagged('chat', chat.index),
    name: deleted ? '' : title(random(mix(world.seed, chat.index))),
    created_at: zulu(chat.createdAt),
    updated_at: zulu(updatedAt(chat, Math.min(now, world.endsAt))),
    deleted_at: deleted ? zulu(chat.deletedAt) : null,
    href: `https://claude.ai/chat/${ids.uuid('chat', chat.index)}`,
    model: modelOf(chat),
    organization_id: organization.id,
    organization_uuid: organization.uuid,
    project_id: chat.project < 0 ? null : ids.tagged('project', chat.project),
    user: { id: world.people[chat.user]!.id, email_address: world.people[chat.user]!.email },
  };
}
