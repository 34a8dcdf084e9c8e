import type { LocalSessionMessage } from '../../shared/compliance-api/local-sessions.ts';
import type { RemoteSessionMessage } from '../../shared/compliance-api/remote-sessions.ts';
import { contentKindOf } from '../../shared/domain/content.ts';
import type { Item } from '../../shared/domain/item.ts';
import type { MessagePage, TranscriptMessage } from './read-transcript.ts';
import type { ScanWork } from './scan-work.ts';

/** The messages of a session, oldest first, in the form of those of chats. They name no files. */
export async function* sessionMessages(
  { provider }: ScanWork,
  item: Item,
): AsyncGenerator<MessagePage, void> {
  if (contentKindOf(item) === 'remote_sessions') {
    for await (const { items, session } of provider.remoteSessionMessages(item.id)) {
      yield { items: items.map((message) => fromRemote(message, session.agentId !== null)) };
    }
  } else {
    for await (const { items, session } of provider.localSessionMessages(item.id))
      yield { items: items.map(fromLocal), endsEarly: session.truncated };
  }
}

const NOTHING_NAMED = { files: [], generatedFiles: [], artifacts: [] };

/** What the provider puts in place of a system prompt comes as the user's, but nobody wrote it. */
const fromLocal = ({
  id,
  role,
  createdAt,
  content,
  synthetic,
  model,
}: LocalSessionMessage): TranscriptMessage => ({
  ...NOTHING_NAMED,
  id,
  role: synthetic ? 'system' : role,
  createdAt,
  content,
  model,
});

/** In a session of an agent, what comes as the user's is a person's only where the provider says whose. */
const fromRemote = (
  { id, role, createdAt, content, sentByUserId }: RemoteSessionMessage,
  isOfAgent: boolean,
): TranscriptMessage => ({
  ...NOTHING_NAMED,
  id,
  role: isOfAgent && sentByUserId === null ? 'agent' : role,
  createdAt,
  content,
});
