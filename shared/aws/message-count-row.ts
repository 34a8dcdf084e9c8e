import type { MessageCount } from '../domain/message-use.ts';
import type { Row } from './writes.ts';

export function messageCountOf(row: Row): MessageCount {
  const { transcriptId, userId, interface: client, version, days } = row as unknown as MessageCount;
  return { transcriptId, userId, interface: client, version, days };
}
