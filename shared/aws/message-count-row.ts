import type { MessageCount } from '../domain/message-use.ts';
import type { Row } from './writes.ts';

export function messageCountOf(row: Row): MessageCount {
  const {
    transcriptId,
    userId,
    interface: client,
    version,
    days,
    ...session
  } = row as unknown as MessageCount;
  const { models, firstAt, lastAt } = session;
  return {
    transcriptId,
    userId,
    interface: client,
    version,
    days,
    ...(models && { models }),
    ...(firstAt && { firstAt }),
    ...(lastAt && { lastAt }),
  };
}
