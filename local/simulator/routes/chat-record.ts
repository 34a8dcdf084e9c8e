import { type Call, isPresent } from '../route.ts';
import { type Chat, isDeleted, modelOf, updatedAt } from '../world/chats.ts';
import { title } from '../world/documents/prose.ts';
import { zulu } from '../world/moments.ts';
import { mix, random } from '../world/random.ts';

/**
 * A chat as lists and transcripts show it: without its name once its user deleted it, and to a restricted key without
 * its user once that one has left (Compliance API, Chats).
 */
export function chatRecord({ world, now, key }: Call, chat: Chat) {
  const { ids } = world;
  const person = world.people[chat.user]!;
  const hasLeft = key.organization !== null && !isPresent(person, now);
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
    user: hasLeft ? null : { id: person.id, email_address: person.email },
  };
}
